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
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.KeyManager;
import org.waypost.dns.AddressLookup;
import org.waypost.dns.HostAddresses;
import org.waypost.smtpclient.TlsPolicy.Level;

/**
 * Hands mail to next hops over connections that it keeps and reuses.
 *
 * <p>Thread-safe. Hosts, and the addresses of each, are tried in order until a peer gives verdicts
 * (RFC 5321 5.1); what that peer defers is not taken to another host in the same attempt.
 */
public final class SmtpClient implements AutoCloseable {

  private final HostAddresses addresses;
  private final Config config;
  private final Session session;
  private final TlsObserver observer;
  private final AccessTokens tokens;
  private final ConnectionPool pool;
  private final UnreachableAddresses unreachable = new UnreachableAddresses();

  /** A client without connections. */
  public SmtpClient(HostAddresses addresses, Config config) {
    this(addresses, config, TlsObserver.NONE, new AccessTokens());
  }

  /**
   * A client without connections.
   *
   * @param observer is told how sessions are secured
   * @param tokens for smart hosts that want them
   */
  public SmtpClient(
      HostAddresses addresses, Config config, TlsObserver observer, AccessTokens tokens) {
    this.addresses = Objects.requireNonNull(addresses, "A client looks up addresses");
    this.config = Objects.requireNonNull(config, "A client has a configuration");
    this.session = session(config);
    this.observer = Objects.requireNonNull(observer, "observer");
    this.tokens = Objects.requireNonNull(tokens, "tokens");
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
    new Attempt(this, hops, mail, passage, outcomes).run();
    return outcomes.report();
  }

  /**
   * Which of some address families lead to next hops. Hosts that cannot be looked up now may be of
   * any. Looks up no more than it takes to know, and what it found is in memory for the attempt.
   *
   * @param wanted families that make a difference
   * @return those of the wanted
   */
  public Set<AddressFamily> families(List<NextHop> hops, Set<AddressFamily> wanted) {
    Set<AddressFamily> found = EnumSet.noneOf(AddressFamily.class);
    for (NextHop hop : hops) {
      if (found.containsAll(wanted)) {
        break;
      }
      AddressLookup lookup = addresses.addresses(hop.host());
      if (lookup instanceof AddressLookup.Found known) {
        known.addresses().forEach(each -> found.add(AddressFamily.of(each)));
      } else {
        found.addAll(wanted);
      }
    }
    found.retainAll(wanted);
    return found;
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
  SmtpConnection connect(
      NextHop hop, InetSocketAddress address, HopSecurity security, Passage passage)
      throws PeerException {
    boolean tls = config.startTls() && security.tls().level() != Level.NONE;
    SmtpConnection connection = connection(hop, address, security, passage);
    try {
      open(connection, tls);
    } catch (PeerException e) {
      if (e.stage() != Stage.STARTTLS) {
        throw e;
      }
      observer.session(hop, address.getAddress(), connection.tlsFailure());
      if (security.isEncrypted()) {
        throw e.with(connection.failedEncryption());
      }
      // RFC 7435 4.1: TLS that does not come about is no reason not to deliver.
      SmtpConnection inClear = connection(hop, address, security, passage);
      open(inClear, false);
      return signedIn(inClear);
    }
    if (tls) {
      observer.session(hop, address.getAddress(), tlsFailure(hop, connection));
    }
    return signedIn(connection);
  }

  /** A host that the policy does not name, fails it, whatever its certificate (RFC 8461 4.1). */
  private static Optional<TlsFailure> tlsFailure(NextHop hop, SmtpConnection connection) {
    return hop.origin().misnamed() && connection.isEncrypted()
        ? Optional.of(TlsFailure.VALIDATION_FAILURE)
        : connection.tlsFailure();
  }

  private SmtpConnection connection(
      NextHop hop, InetSocketAddress address, HopSecurity security, Passage passage)
      throws PeerException {
    String name = security.dane().map(ChainCheck::serverName).orElse(hop.host());
    TlsLayer layer =
        new TlsLayer(
            security.tls(),
            new PeerCheck(config.trust(), hop.host(), security),
            keys(security.tls(), SmtpConnection.peer(hop, address)),
            name);
    return new SmtpConnection(
        session,
        hop,
        address,
        passage.timeouts().orElse(config.timeouts()),
        security,
        layer,
        passage.source(AddressFamily.of(address.getAddress())));
  }

  private KeyManager[] keys(TlsPolicy policy, String peer) throws PeerException {
    if (policy.clientCertificate().isEmpty()) {
      return null;
    }
    String name = policy.clientCertificate().get();
    return config
        .certificates()
        .keys(name)
        .orElseThrow(() -> Failures.withoutCertificate(peer, name));
  }

  private SmtpConnection signedIn(SmtpConnection connection) throws PeerException {
    if (connection.security().login().isPresent()) {
      try {
        new SignIn(connection, connection.security().login().get(), tokens).run();
      } catch (PeerException e) {
        pool.discard(connection);
        throw e;
      }
    }
    return connection;
  }

  private void open(SmtpConnection connection, boolean tls) throws PeerException {
    pool.add(connection);
    try {
      connection.open(tls);
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

  private static Session session(Config config) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.localhost", config.hostname());
    properties.setProperty("mail.smtp.auth", "false");
    properties.setProperty("mail.smtp.quitwait", "false");
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "false");
    properties.put("mail.smtp.ssl.socketFactory", new StartedTls());
    return Session.getInstance(properties);
  }
}
