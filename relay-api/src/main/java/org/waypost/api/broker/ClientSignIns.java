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
package org.waypost.api.broker;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Leads the broker of a data folder to the relay's check of sign-ins. Safe for use by any number of
 * threads.
 */
public final class ClientSignIns implements ClientSignIn {

  /** The user that messages from within the process are marked with; no name that a user has. */
  public static final String WITHIN = "*in-vm";

  private static final ConcurrentMap<Path, ClientSignIns> OF_FOLDERS = new ConcurrentHashMap<>();

  private volatile ClientSignIn relay;

  private ClientSignIns() {}

  /** That of the broker on this data folder. */
  public static ClientSignIns of(Path data) {
    return OF_FOLDERS.computeIfAbsent(
        data.toAbsolutePath().normalize(), folder -> new ClientSignIns());
  }

  /** The relay is up, and answers. */
  public void open(ClientSignIn answering) {
    relay = answering;
  }

  /** The relay goes, and nobody comes in any more. */
  public void close() {
    relay = null;
  }

  @Override
  public Optional<Client> signIn(String name, String password, String address) {
    ClientSignIn answering = relay;
    return answering == null ? Optional.empty() : answering.signIn(name, password, address);
  }
}
