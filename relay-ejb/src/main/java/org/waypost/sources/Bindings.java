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
package org.waypost.sources;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which addresses this node can bind. An address that nobody has looked at yet counts as one that
 * can be. Safe for use by any number of threads.
 */
final class Bindings {

  private static final Logger LOG = System.getLogger(Bindings.class.getName());

  private final Binder binder;
  private final Map<InetAddress, String> problems = new ConcurrentHashMap<>();

  /** Tries whether an address can be bound. */
  @FunctionalInterface
  interface Binder {
    /** Binds it and lets it go. */
    void bind(InetAddress address) throws IOException;
  }

  /** Asks the system. */
  Bindings() {
    this(Bindings::bind);
  }

  Bindings(Binder binder) {
    this.binder = binder;
  }

  private static void bind(InetAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(address, 0));
    }
  }

  /** Looks at the addresses of these sources, and tells the log what has changed. */
  void look(List<Source> sources) {
    problems.keySet().removeIf(each -> sources.stream().noneMatch(s -> s.address().equals(each)));
    for (Source source : sources) {
      String before = problems.get(source.address());
      try {
        binder.bind(source.address());
        problems.remove(source.address());
        if (before != null) {
          LOG.log(Level.INFO, "Source address {0} can be bound again", source.name());
        }
      } catch (IOException e) {
        String problem = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        problems.put(source.address(), problem);
        if (before == null) {
          LOG.log(
              Level.WARNING,
              "Source address {0} ({1}) cannot be bound, and is not used: {2}",
              source.name(),
              source.address().getHostAddress(),
              problem);
        }
      }
    }
  }

  /** Why an address cannot be bound; nothing when it can be. */
  Optional<String> problem(InetAddress address) {
    return Optional.ofNullable(problems.get(address));
  }
}
