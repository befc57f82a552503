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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.Reply;
import org.waypost.content.TextForm;
import org.waypost.dns.AddressLookup;

/** One attempt to deliver one message: from host to host until every recipient has an outcome. */
final class Attempt {

  /** Connections tried; a site with more dead addresses has to wait for the next attempt. */
  private static final int MAX_CONNECTIONS = 10;

  /** Sessions that broke off; a peer that always does should not keep a worker. */
  private static final int MAX_SESSIONS = 2;

  /** Reused connections that turned out dead; then only fresh ones are tried. */
  private static final int MAX_STALE = 3;

  private final SmtpClient client;
  private final List<NextHop> hops;
  private final OutboundMail mail;
  private final Passage passage;
  private final Outcomes outcomes;
  private final List<Candidate> postponed = new ArrayList<>();
  private int connections;
  private int sessions;
  private int stale;
  private boolean over;
  // Null until it is known; assigned once.
  private Optional<String> fault;
  private Reply obstacle;
  private String peer;
  // Of the session that is or was underway, and of the one that was in the way; null without one.
  private Encryption encryption;
  private Encryption obstacleEncryption;
  private LocalEnd localEnd;
  private LocalEnd obstacleLocalEnd;

  Attempt(
      SmtpClient client,
      List<NextHop> hops,
      OutboundMail mail,
      Passage passage,
      Outcomes outcomes) {
    this.client = client;
    this.hops = hops;
    this.mail = mail;
    this.passage = passage;
    this.outcomes = outcomes;
  }

  void run() {
    for (NextHop hop : hops) {
      if (!over && mail.options().requireTls() && !hop.origin().nameProven()) {
        // RFC 8689 4.2.1: who answers by a name that anybody may have given, proves nothing.
        outcomes.markReached();
        failed(Failures.unprovenName(hop.host()), null);
        continue;
      }
      if (!over) {
        tryKept(hop);
      }
      if (!over) {
        tryFresh(hop);
      }
    }
    for (Candidate each : postponed) {
      if (!over) {
        tryAddress(each.hop(), each.address());
      }
    }
    outcomes.over(obstacleEncryption, obstacleLocalEnd);
    outcomes.recordRest(obstacle, peer);
  }

  /** Connections that are there already. */
  private void tryKept(NextHop hop) {
    if (passage.sources().isEmpty()) {
      tryKept(hop, Optional.empty());
    }
    for (Passage.Source source : passage.sources()) {
      tryKept(hop, Optional.of(source));
    }
  }

  private void tryKept(NextHop hop, Optional<Passage.Source> source) {
    while (!over && stale < MAX_STALE) {
      SmtpConnection kept = client.pool().take(hop, security(hop), source);
      if (kept == null) {
        return;
      }
      if (!kept.isAlive()) {
        client.pool().discard(kept);
        stale++;
      } else if (!use(kept, hop)) {
        return;
      }
    }
  }

  /** New connections; an address that was out of reach lately is left for later. */
  private void tryFresh(NextHop hop) {
    AddressLookup lookup = client.addresses().addresses(hop.host());
    if (lookup instanceof AddressLookup.NotFound missing) {
      // Temporary, because an exchanger that has no address is the mistake of a moment.
      failed(Reply.of(451, "4.4.4", missing.detail()), peer);
    } else if (lookup instanceof AddressLookup.Unresolvable failure) {
      failed(Reply.of(451, "4.4.3", failure.detail()), peer);
    } else if (lookup instanceof AddressLookup.Found found) {
      List<InetAddress> reachable = reachable(found.addresses());
      if (reachable.isEmpty()) {
        outcomes.markReached();
        failed(Failures.noSourceFor(hop.host()), peer);
      }
      for (InetAddress each : reachable) {
        InetSocketAddress address = new InetSocketAddress(each, hop.port());
        if (client.unreachable().contains(source(each), address)) {
          postponed.add(new Candidate(hop, address));
        } else if (!over) {
          tryAddress(hop, address);
        }
      }
    }
  }

  /** The addresses that there is a source for, those of the preferred source first. */
  private List<InetAddress> reachable(List<InetAddress> addresses) {
    if (passage.sources().isEmpty()) {
      return addresses;
    }
    AddressFamily preferred = passage.sources().get(0).family();
    return addresses.stream()
        .filter(each -> passage.reaches(AddressFamily.of(each)))
        .sorted(Comparator.comparing(each -> AddressFamily.of(each) != preferred))
        .toList();
  }

  private Optional<Passage.Source> source(InetAddress address) {
    return passage.source(AddressFamily.of(address));
  }

  private void tryAddress(NextHop hop, InetSocketAddress address) {
    SmtpConnection fresh;
    connections++;
    Optional<Passage.Source> source = source(address.getAddress());
    try {
      fresh = client.connect(hop, address, security(hop), passage);
      client.unreachable().remove(source, address);
    } catch (PeerException e) {
      if (e.kind() == PeerException.Kind.UNREACHABLE) {
        client.unreachable().add(source, address);
      } else if (e.kind() == PeerException.Kind.UNFIT || e.kind() == PeerException.Kind.NO_SOURCE) {
        outcomes.markReached();
      }
      boolean unfit = e.kind() == PeerException.Kind.UNFIT && mail.options().requireTls();
      PeerException failure = unfit ? Failures.notForRequired(e) : e;
      encryption = e.encryption() == null ? null : e.encryption().withPolicy(policyWord(hop));
      boolean bound = e.kind() != PeerException.Kind.NO_SOURCE;
      localEnd =
          source
              .filter(each -> bound)
              .map(each -> new LocalEnd(each.name(), each.address().getHostAddress()))
              .orElse(null);
      failed(failure.reply(), SmtpConnection.peer(hop, address));
      over = connections >= MAX_CONNECTIONS;
      return;
    }
    use(fresh, hop);
    // A site of many hosts, none of which is fit, has an end too.
    over |= connections >= MAX_CONNECTIONS;
  }

  /** Whether another connection to the same hop is worth a try, if the attempt is not over. */
  private boolean use(SmtpConnection connection, NextHop hop) {
    boolean reused = connection.isReused();
    encryption = connection.encryption(policyWord(hop));
    localEnd = connection.localEnd();
    outcomes.over(encryption, localEnd);
    Extensions extensions = new Extensions(connection, mail, client.config().unannouncedEightBit());
    Optional<Reply> unfit = extensions.unfit();
    if (unfit.isPresent()) {
      outcomes.markReached();
      client.pool().release(connection, passage);
      failed(unfit.get(), connection.peer());
      return false;
    }
    try {
      if (fault().isPresent()) {
        outcomes.recordRest(
            Reply.of(554, "5.6.0", "The message is no text, it has " + fault().get()), null);
      }
      while (!outcomes.complete()) {
        new MailTransaction(connection, mail, extensions, outcomes)
            .run(
                outcomes.pending(
                    Math.min(
                        client.config().recipientsPerTransaction(),
                        passage.recipientsPerTransaction())));
      }
      outcomes.markReached();
      client.pool().release(connection, passage);
      over = true;
    } catch (PeerException e) {
      client.pool().discard(connection);
      if (e.kind() == PeerException.Kind.CLOSING) {
        outcomes.markReached();
      }
      failed(e.reply(), connection.peer());
      over = outcomes.complete() || isLast(e, reused);
    }
    return true;
  }

  /** What forbids to send the message by DATA; it is read once, when there is a peer to send to. */
  private Optional<String> fault() throws PeerException {
    if (fault == null) {
      try {
        fault = mail.isBinary() ? Optional.empty() : TextForm.fault(mail.content());
      } catch (IOException e) {
        throw Failures.unreadable(e);
      }
    }
    return fault;
  }

  /** Whether a session that broke off ends the attempt. */
  private boolean isLast(PeerException failure, boolean reused) {
    boolean lost = failure.kind() == PeerException.Kind.LOST;
    boolean closing = failure.kind() == PeerException.Kind.CLOSING && failure.stage() != Stage.BODY;
    if (reused && (lost || closing)) {
      // It was dead before; a fresh connection costs nobody anything.
      stale++;
      return false;
    }
    sessions++;
    return !lost || sessions >= MAX_SESSIONS;
  }

  /** An address to try after all others. */
  private record Candidate(NextHop hop, InetSocketAddress address) {}

  /** A host that is out of reach may be fit for what others are not: it has to be tried again. */
  private void failed(Reply reply, String at) {
    if (obstacle == null || obstacle.isPermanent() || reply.isTemporary()) {
      obstacle = reply;
      peer = at;
      obstacleEncryption = encryption;
      obstacleLocalEnd = localEnd;
    }
  }

  /** What a message that requires TLS demands, goes beyond what the hop does. */
  private HopSecurity security(NextHop hop) {
    return mail.options().requireTls() ? hop.security().verified() : hop.security();
  }

  private String policyWord(NextHop hop) {
    return mail.options().requireTls() ? "requiretls" : hop.policyWord();
  }
}
