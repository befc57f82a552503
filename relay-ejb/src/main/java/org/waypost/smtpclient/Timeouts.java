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
package org.waypost.smtpclient;

import java.time.Duration;
import java.util.List;

/**
 * How long a peer may take (RFC 5321 4.5.3.2). Each is the time for a whole reply, or for a whole
 * block to be taken, so a peer that sends an octet now and then gains nothing by it.
 *
 * @param connect for the TCP connection
 * @param greeting for the greeting
 * @param command for the reply to EHLO, STARTTLS, MAIL and RCPT; also for the TLS handshake
 * @param data for the reply to DATA
 * @param block for a block of the message to be taken
 * @param finalDot for the reply to the end of the message
 */
public record Timeouts(
    Duration connect,
    Duration greeting,
    Duration command,
    Duration data,
    Duration block,
    Duration finalDot) {

  /** What holds unless someone says otherwise. */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(300),
          Duration.ofSeconds(120),
          Duration.ofSeconds(180),
          Duration.ofSeconds(600));

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException when one is not within 1 millisecond to 1 hour
   */
  public Timeouts {
    for (Duration each : List.of(connect, greeting, command, data, block, finalDot)) {
      if (each.toMillis() < 1 || each.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException("Time-out not within 1 ms to 1 h: " + each);
      }
    }
  }
}
