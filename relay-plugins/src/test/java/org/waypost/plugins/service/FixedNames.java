/*
 * Copyright 2026 the Waypost authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package org.waypost.plugins.service;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.waypost.api.extension.NameLookup;

/** A DNS of a few names, that notes what it is asked. */
public final class FixedNames implements NameLookup {

  private final Map<String, String> addresses;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** Of addresses by name. */
  public FixedNames(Map<String, String> addresses) {
    this.addresses = Map.copyOf(addresses);
  }

  /** The names that it was asked for. */
  public List<String> asked() {
    return asked;
  }

  @Override
  public List<InetAddress> addresses(String host) throws IOException {
    asked.add(host);
    String address = addresses.get(host);
    return address == null ? List.of() : List.of(InetAddress.getByName(address));
  }

  @Override
  public List<String> texts(String name) {
    return List.of();
  }
}
