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
package org.waypost.intake;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.stats.Counters;
import org.waypost.store.StoreException;
import org.waypost.suppression.Suppression;
import org.waypost.suppression.SuppressionList;

/**
 * Who may have mail relayed: signed-in users, and clients in the relay networks; and whom they may
 * send to.
 */
public final class RecipientPolicy {

  private static final Logger LOG = System.getLogger(RecipientPolicy.class.getName());
  private static final Verdict OK = Verdict.accept("2.1.5", "Ok");
  private static final Verdict DENIED = Verdict.permanent(550, "5.7.1", "Relaying denied");

  private static final Verdict UNKNOWN =
      Verdict.temporary(451, "4.3.0", "The suppression list cannot be read, try again later");

  private final Counters counters;
  private final Optional<SuppressionList> suppressed;
  private final Predicate<EmailAddress> returns;

  /** Counts what it refuses. */
  public RecipientPolicy(Counters counters) {
    this(counters, Optional.empty(), address -> false);
  }

  /**
   * Counts what it refuses, and refuses who is on the list.
   *
   * @param returns the addresses that anybody may send bounces to
   */
  public RecipientPolicy(
      Counters counters, Optional<SuppressionList> suppressed, Predicate<EmailAddress> returns) {
    this.returns = returns;
    this.counters = counters;
    this.suppressed = suppressed;
  }

  /** Whether mail for the address is something that came back, which ends here. */
  boolean isReturn(EmailAddress address) {
    return returns.test(address);
  }

  /** One verdict for each candidate. */
  public List<Verdict> judge(Envelope envelope, List<Recipient> candidates) {
    SessionInfo session = envelope.session();
    boolean trusted = session.user() != null || session.trusted();
    return candidates.stream().map(candidate -> judge(envelope, candidate, trusted)).toList();
  }

  /** A clear refusal, which the application sees at once, and not a notification later. */
  private Verdict judge(Envelope envelope, Recipient candidate, SuppressionList list) {
    Optional<Suppression> entry;
    try {
      entry = list.find(envelope.sender(), candidate.address());
    } catch (StoreException e) {
      LOG.log(Level.ERROR, "The suppression list cannot be read", e);
      return UNKNOWN;
    }
    if (entry.isEmpty()) {
      return OK;
    }
    counters.refused();
    counters.suppressed(1);
    LOG.log(
        Level.INFO,
        "refused peer={0} from=<{1}> to=<{2}>: on the suppression list",
        envelope.session().remote().getAddress().getHostAddress(),
        envelope.sender(),
        candidate.address());
    return Verdict.permanent(550, "5.7.1", "The address " + entry.get().sentence());
  }

  private Verdict judge(Envelope envelope, Recipient candidate, boolean trusted) {
    if (returns.test(candidate.address())) {
      return OK;
    }
    if (trusted) {
      return suppressed.map(list -> judge(envelope, candidate, list)).orElse(OK);
    }
    counters.refused();
    LOG.log(
        Level.INFO,
        "refused peer={0} from=<{1}> to=<{2}>: relaying denied",
        envelope.session().remote().getAddress().getHostAddress(),
        envelope.sender(),
        candidate.address());
    return DENIED;
  }
}
