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
package org.waypost.plugins.wire;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.waypost.api.net.HostPort;

/**
 * Where a service listens: {@code host:port}, or {@code unix:/path/of/a/socket}.
 *
 * @param tcp host and port, unless it is a socket of the file system
 * @param socket the absolute path of the socket, unless it is a port
 */
public record ServiceAddress(Optional<HostPort> tcp, Optional<Path> socket) {

  private static final String UNIX = "unix:";

  /** Checks that it is one of the two. */
  public ServiceAddress {
    Objects.requireNonNull(tcp, "tcp");
    Objects.requireNonNull(socket, "socket");
    if (tcp.isPresent() == socket.isPresent()) {
      throw new IllegalArgumentException("An address is either a port or a socket");
    }
  }

  /**
   * Reads {@code host:port} or {@code unix:/path}.
   *
   * @throws IllegalArgumentException when it is neither; the message says why
   */
  public static ServiceAddress parse(String text) {
    String trimmed = text.strip();
    if (!trimmed.startsWith(UNIX)) {
      return new ServiceAddress(Optional.of(HostPort.parse(trimmed)), Optional.empty());
    }
    Path path = Path.of(trimmed.substring(UNIX.length()));
    // The address of a UNIX socket has room for 107 octets and an end on Linux, for less elsewhere.
    if (!path.isAbsolute() || path.toString().length() > 107) {
      throw new IllegalArgumentException(
          "Not an absolute path of at most 107 characters: '" + path + "'");
    }
    return new ServiceAddress(Optional.empty(), Optional.of(path));
  }

  @Override
  public String toString() {
    return tcp.map(HostPort::toString).orElseGet(() -> UNIX + socket.orElseThrow());
  }
}
