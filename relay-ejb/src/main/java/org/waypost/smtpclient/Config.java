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
import java.util.Objects;

/**
 * How the SMTP client behaves.
 *
 * @param hostname what it calls itself in EHLO
 * @param timeouts how long a peer may take
 * @param idle how long an unused connection is kept, 0 for not at all
 * @param maxIdlePerHop unused connections kept to one next hop, 0 or more
 * @param maxIdle unused connections kept in all, 0 or more
 * @param messagesPerConnection transactions before a connection is closed, 1 or more
 * @param recipientsPerTransaction 1 to 1000, as their commands go out in one block; RFC 5321
 *     4.5.3.1.8 has every peer take 100
 * @param startTls whether a connection is encrypted where the peer offers STARTTLS (RFC 7435)
 * @param unannouncedEightBit whether 8-bit content goes to peers without 8BITMIME, which RFC 6152
 *     forbids, instead of being refused with 5.6.3
 * @param trust who may vouch for a peer where TLS is required
 */
public record Config(
    String hostname,
    Timeouts timeouts,
    Duration idle,
    int maxIdlePerHop,
    int maxIdle,
    int messagesPerConnection,
    int recipientsPerTransaction,
    boolean startTls,
    boolean unannouncedEightBit,
    TrustAnchors trust,
    ClientCertificates certificates) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a part is out of its range
   */
  public Config {
    Objects.requireNonNull(hostname, "A client has a name");
    Objects.requireNonNull(timeouts, "A client has time-outs");
    Objects.requireNonNull(trust, "A client trusts somebody");
    Objects.requireNonNull(certificates, "A client has certificates to show, if none");
    if (idle.isNegative()
        || maxIdlePerHop < 0
        || maxIdle < 0
        || messagesPerConnection < 1
        || recipientsPerTransaction < 1
        || recipientsPerTransaction > 1000) {
      throw new IllegalArgumentException("A bound of the SMTP client is out of its range");
    }
  }

  /** What holds unless someone says otherwise. */
  public static Config of(String hostname) {
    return new Config(
        hostname,
        Timeouts.DEFAULT,
        Duration.ofSeconds(15),
        20,
        500,
        1000,
        100,
        true,
        false,
        TrustAnchors.ofPlatform(),
        ClientCertificates.NONE);
  }

  /** The same with other time-outs. */
  public Config with(Timeouts others) {
    return with(others, trust, certificates);
  }

  /** The same with other trust anchors. */
  public Config with(TrustAnchors others) {
    return with(timeouts, others, certificates);
  }

  /** The same with other client certificates. */
  public Config with(ClientCertificates others) {
    return with(timeouts, trust, others);
  }

  private Config with(Timeouts limits, TrustAnchors anchors, ClientCertificates shown) {
    return new Config(
        hostname,
        limits,
        idle,
        maxIdlePerHop,
        maxIdle,
        messagesPerConnection,
        recipientsPerTransaction,
        startTls,
        unannouncedEightBit,
        anchors,
        shown);
  }
}
