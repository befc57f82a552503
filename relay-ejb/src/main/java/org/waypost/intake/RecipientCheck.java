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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waypost.aliases.AddressRewriting;
import org.waypost.aliases.Expansion;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.routing.Router;
import org.waypost.routing.RoutingRequest;
import org.waypost.routing.Target;
import org.waypost.stats.Counters;

/**
 * Judges recipients before there is a message: whom Waypost takes mail for from anybody (virtual
 * domains, aliases), who may have mail relayed else, and whom aliases and routes refuse.
 */
public final class RecipientCheck {

  private static final Logger LOG = System.getLogger(RecipientCheck.class.getName());
  private static final Verdict OK = Verdict.accept("2.1.5", "Ok");

  private final RecipientPolicy policy;
  private final AddressRewriting addresses;
  private final Router router;
  private final Counters counters;
  private final Optional<PolicyCheck> plugins;

  /**
   * Asks these.
   *
   * @param policy for recipients that are not Waypost's own
   */
  public RecipientCheck(
      RecipientPolicy policy, AddressRewriting addresses, Router router, Counters counters) {
    this(policy, addresses, router, counters, Optional.empty());
  }

  /**
   * Asks these.
   *
   * @param policy for recipients that are not Waypost's own
   * @param plugins asked about what the others would take
   */
  public RecipientCheck(
      RecipientPolicy policy,
      AddressRewriting addresses,
      Router router,
      Counters counters,
      Optional<PolicyCheck> plugins) {
    this.plugins = plugins;
    this.policy = policy;
    this.addresses = addresses;
    this.router = router;
    this.counters = counters;
  }

  /** One verdict for each candidate. */
  public List<Verdict> judge(Envelope envelope, List<Recipient> candidates) {
    Optional<Reply> refusal = plugins.flatMap(it -> it.refusal(envelope));
    return candidates.stream()
        .map(
            candidate ->
                refusal
                    .map(reply -> refused(envelope, candidate, reply))
                    .orElseGet(() -> judge(envelope, candidate)))
        .toList();
  }

  private Verdict judge(Envelope envelope, Recipient candidate) {
    if (policy.isReturn(candidate.address())) {
      // It takes no route, and so none refuses it.
      return OK;
    }
    Verdict verdict =
        isStranger(envelope.session()) && addresses.isOurs(candidate.address())
            ? OK
            : policy.judge(envelope, List.of(candidate)).get(0);
    if (!verdict.isAccepted()) {
      return verdict;
    }
    return refusal(envelope, candidate.address())
        .or(() -> plugins.flatMap(it -> it.refusal(envelope, candidate)))
        .map(reply -> refused(envelope, candidate, reply))
        .orElse(verdict);
  }

  private Verdict refused(Envelope envelope, Recipient candidate, Reply reply) {
    counters.refused();
    LOG.log(
        Level.INFO,
        "refused peer={0} from=<{1}> to=<{2}>: {3}",
        envelope.session().remote().getAddress().getHostAddress(),
        envelope.sender(),
        candidate.address(),
        reply);
    return new Verdict(reply);
  }

  private static boolean isStranger(SessionInfo session) {
    return session.user() == null && !session.trusted();
  }

  /**
   * Why the recipient is refused: nobody of that name, or all that it stands for are refused by
   * their route. A route that asks for header fields is left until there are some.
   */
  private Optional<Reply> refusal(Envelope envelope, EmailAddress recipient) {
    Expansion expansion = addresses.expand(recipient);
    if (expansion.refusal().isPresent()) {
      return expansion.refusal();
    }
    Reply reply = null;
    for (EmailAddress each : expansion.recipients()) {
      Unread fields = new Unread();
      Target target =
          router
              .route(
                  new RoutingRequest(
                      envelope.sender(), each, envelope.session().user(), List.of(), fields))
              .target();
      if (!fields.asked.isEmpty() || !(target instanceof Target.Reject reject)) {
        return Optional.empty();
      }
      reply = Reply.of(reject.code(), reject.status(), reject.text());
    }
    return Optional.ofNullable(reply);
  }

  /** Remembers that a route would have to know a field. */
  private static final class Unread implements RoutingRequest.Fields {
    private final List<String> asked = new ArrayList<>();

    @Override
    public List<String> values(String name) {
      asked.add(name);
      return List.of();
    }
  }
}
