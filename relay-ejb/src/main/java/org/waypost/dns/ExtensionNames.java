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
package org.waypost.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;
import org.waypost.api.extension.NameLookup;

/** The relay's DNS, as plug-ins ask it. */
public final class ExtensionNames implements NameLookup {

  private final Supplier<DnsResolver> resolver;

  /** Asks this resolver, which need not be there before the first question. */
  public ExtensionNames(Supplier<DnsResolver> resolver) {
    this.resolver = resolver;
  }

  @Override
  public List<InetAddress> addresses(String host) throws IOException {
    AddressLookup found = resolver.get().addresses(host);
    if (found instanceof AddressLookup.Unresolvable fault) {
      throw new IOException(fault.detail());
    }
    return found instanceof AddressLookup.Found addresses ? addresses.addresses() : List.of();
  }

  @Override
  public List<String> texts(String name) throws IOException {
    TextLookup found = resolver.get().texts(name);
    if (found instanceof TextLookup.Failed fault) {
      throw new IOException(fault.reason());
    }
    return found instanceof TextLookup.Found texts ? texts.texts() : List.of();
  }
}
