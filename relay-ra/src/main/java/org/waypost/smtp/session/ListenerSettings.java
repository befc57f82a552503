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
package org.waypost.smtp.session;

import java.time.Duration;
import java.util.Objects;
import org.waypost.api.smtp.ListenerRole;

/**
 * What a listener is told.
 *
 * @param name for the log and for the application
 * @param role what it is for
 * @param hostname in the greeting
 * @param maxMessageSize octets, 1 or more
 * @param maxLineLength octets of a line of message data
 * @param maxRecipients of one message, 100 or more by RFC 5321 4.5.3.1.8
 * @param maxConnections at one time
 * @param maxConnectionsPerAddress at one time, of one client address
 * @param maxErrors protocol errors of a session before it is closed
 * @param commandTimeout how long a client may take for its next command (RFC 5321 4.5.3.2.7)
 * @param dataTimeout how long a client may be silent within message data
 * @param grace how long transactions may go on after the listener is told to close
 */
public record ListenerSettings(
    String name,
    ListenerRole role,
    String hostname,
    long maxMessageSize,
    long maxLineLength,
    int maxRecipients,
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxErrors,
    Duration commandTimeout,
    Duration dataTimeout,
    Duration grace) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a number is not positive
   */
  public ListenerSettings {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(hostname, "hostname");
    Objects.requireNonNull(commandTimeout, "commandTimeout");
    Objects.requireNonNull(dataTimeout, "dataTimeout");
    Objects.requireNonNull(grace, "grace");
    if (maxMessageSize < 1
        || maxLineLength < 1
        || maxRecipients < 1
        || maxConnections < 1
        || maxConnectionsPerAddress < 1
        || maxErrors < 1) {
      throw new IllegalArgumentException("A limit of listener " + name + " is not positive");
    }
  }
}
