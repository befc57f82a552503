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
package org.waypost.plugins.greylisting;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.Opinion;
import org.waypost.api.extension.Parameters;
import org.waypost.api.extension.RecipientPolicy;
import org.waypost.api.extension.SharedState;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.net.Network;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.plugins.lists.AddressList;

/**
 * Refuses a client's network, sender and recipient for now, until they come again after a while.
 */
public final class GreylistPolicy implements RecipientPolicy {

  private static final String PASSED = "passed";

  private final InstantSource clock;
  private SharedState state;
  private Duration delay;
  private Duration retryWithin;
  private Duration remember;
  private long knownAfter;
  private long newPerHour;
  private AddressList exemptSenders;
  private AddressList exemptRecipients;
  private List<Network> exemptNetworks;

  /** On the system's clock. */
  public GreylistPolicy() {
    this(InstantSource.system());
  }

  GreylistPolicy(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void start(ExtensionContext context) {
    Parameters parameters = context.parameters();
    state = context.state();
    delay = parameters.duration("delay");
    retryWithin = parameters.duration("retryWithin");
    remember = parameters.duration("remember");
    if (delay.compareTo(retryWithin) >= 0) {
      throw new IllegalArgumentException("Parameter retryWithin is longer than delay");
    }
    knownAfter = parameters.integer("knownAfter");
    newPerHour = parameters.integer("newPerHour");
    exemptSenders = AddressList.of(parameters.list("exemptSenders"));
    exemptRecipients = AddressList.of(parameters.list("exemptRecipients"));
    exemptNetworks = parameters.list("exemptNetworks").stream().map(Network::parse).toList();
  }

  @Override
  public Opinion judge(Envelope envelope, Recipient recipient) {
    SessionInfo session = envelope.session();
    InetAddress client = session.remote().getAddress();
    if (session.user() != null
        || session.trusted()
        || exemptNetworks.stream().anyMatch(each -> each.contains(client))
        || exemptSenders.holds(envelope.sender())
        || exemptRecipients.holds(recipient.address())) {
      return Opinion.none();
    }
    String network = networkOf(client);
    String known = key("network", network);
    if (knownAfter > 0 && state.get(known).filter(PASSED::equals).isPresent()) {
      return Opinion.none();
    }
    String triple = key(network, envelope.sender().toString(), recipient.address().toString());
    return judge(triple, known, network);
  }

  private Opinion judge(String triple, String known, String network) {
    Optional<String> seen = state.get(triple);
    if (seen.filter(PASSED::equals).isPresent()) {
      state.put(triple, PASSED, remember);
      return Opinion.none();
    }
    long now = clock.millis() / 1000;
    if (seen.isEmpty()) {
      return isFlood(now) ? Opinion.none() : firstSeen(triple, now);
    }
    long left = Long.parseLong(seen.get()) + delay.toSeconds() - now;
    if (left > 0) {
      return refused(left);
    }
    state.put(triple, PASSED, remember);
    if (knownAfter > 0 && state.add(key("count", network), 1, remember) >= knownAfter) {
      state.put(known, PASSED, remember);
    }
    return Opinion.none();
  }

  private Opinion firstSeen(String triple, long now) {
    state.put(triple, String.valueOf(now), retryWithin);
    return refused(delay.toSeconds());
  }

  /** So that nobody fills the database with triples: over the bound, new ones are let through. */
  private boolean isFlood(long now) {
    return state.add("new-" + now / 3600, 1, Duration.ofHours(2)) > newPerHour;
  }

  // RFC 6647 5: 4.7.1 is what greylisting answers with
  private static Opinion refused(long seconds) {
    return Opinion.refused(
        Verdict.temporary(450, "4.7.1", "Greylisted, come again in " + seconds + " seconds"));
  }

  /** RFC 6647 2.4: a pool of clients has one network; /24, or /64 with IPv6. */
  private static String networkOf(InetAddress client) {
    byte[] octets = client.getAddress();
    return HexFormat.of().formatHex(Arrays.copyOf(octets, octets.length == 4 ? 3 : 8));
  }

  private static String key(String... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String text = String.join("\0", parts).toLowerCase(Locale.ROOT);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
