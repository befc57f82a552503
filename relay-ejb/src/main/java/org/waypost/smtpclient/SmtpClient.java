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

import jakarta.mail.Session;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.waypost.dns.HostAddresses;

/**
 * Hands mail to next hops over connections that it keeps and reuses.
 *
 * <p>Thread-safe. Hosts, and the addresses of each, are tried in order until a peer gives verdicts
 * (RFC 5321 5.1); what that peer defers is not taken to another host in the same attempt.
 */
public final class SmtpClient implements AutoCloseable {

  private final HostAddresses addresses;
  private final Config config;
  private final Session opportunistic;
  private final Session verified;
  private final ConnectionPool pool;
  private final UnreachableAddresses unreachable = new UnreachableAddresses();

  /** A client without connections. */
  public SmtpClient(HostAddresses addresses, Config config) {
    this.addresses = Objects.requireNonNull(addresses, "A client looks up addresses");
    this.config = Objects.requireNonNull(config, "A client has a configuration");
    this.opportunistic = session(config, new OpportunisticTls());
    this.verified = session(config, new VerifiedTls(config.trust()));
    this.pool = new ConnectionPool(config);
  }

  /**
   * Tries to deliver, once. Never throws for what the world does.
   *
   * @param hops 1 or more, tried in order
   * @param mail what to deliver
   * @param passage what to keep to
   * @return every recipient's outcome
   * @throws IllegalArgumentException when there is no hop
   */
  public DeliveryReport deliver(List<NextHop> hops, OutboundMail mail, Passage passage) {
    if (hops.isEmpty()) {
      throw new IllegalArgumentException("Mail goes to a next hop");
    }
    Outcomes outcomes = new Outcomes(mail.recipients());
    new Attempt(this, hops, mail, outcomes).run();
    return outcomes.report();
  }

  Config config() {
    return config;
  }

  HostAddresses addresses() {
    return addresses;
  }

  ConnectionPool pool() {
    return pool;
  }

  UnreachableAddresses unreachable() {
    return unreachable;
  }

  /** A new connection, secured as it is asked. */
  SmtpConnection connect(NextHop hop, InetSocketAddress address, Security security)
      throws PeerException {
    if (security == Security.VERIFIED) {
      return open(new SmtpConnection(verified, hop, address, config.timeouts(), security), true);
    }
    try {
      return open(
          new SmtpConnection(opportunistic, hop, address, config.timeouts(), security),
          config.startTls());
    } catch (PeerException e) {
      if (e.stage() != Stage.STARTTLS) {
        throw e;
      }
      // RFC 7435 4.1: TLS that does not come about is no reason not to deliver.
      return open(
          new SmtpConnection(opportunistic, hop, address, config.timeouts(), security), false);
    }
  }

  private SmtpConnection open(SmtpConnection connection, boolean tls) throws PeerException {
    pool.add(connection);
    try {
      connection.open(tls);
      return connection;
    } catch (PeerException e) {
      pool.discard(connection);
      throw e;
    }
  }

  /** Closes the connections that are not in use now, and the others when their mail is through. */
  @Override
  public void close() {
    pool.close();
  }

  private static Session session(Config config, LayeredTls tls) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.localhost", config.hostname());
    properties.setProperty("mail.smtp.auth", "false");
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "false");
    properties.put("mail.smtp.ssl.socketFactory", tls);
    return Session.getInstance(properties);
  }
}
