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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.extensions.Opinions;
import org.waypost.extensions.Slots;

/**
 * Asks the policies of plug-ins about sessions, senders and recipients. Safe for use by any number
 * of threads.
 */
public final class PolicyCheck {

  /** Sessions of which it is remembered what came out; one that is forgotten is judged again. */
  private static final int MOST_SESSIONS = 20_000;

  private final Slots slots;
  // Guarded by itself.
  private final Map<String, Optional<Reply>> sessions =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Reply>> eldest) {
          return size() > MOST_SESSIONS;
        }
      };

  /** Asks what is in these slots. */
  public PolicyCheck(Slots slots) {
    this.slots = slots;
  }

  /** Why nobody may be named in this transaction; empty when somebody may. */
  Optional<Reply> refusal(Envelope envelope) {
    Optional<Reply> session =
        slots.connectionPolicies().isEmpty() ? Optional.empty() : session(envelope.session());
    // Whoever has been accepted before had a sender that was.
    if (session.isPresent()
        || slots.senderPolicies().isEmpty()
        || !envelope.recipients().isEmpty()) {
      return session;
    }
    return Opinions.refusal(
        slots.senderPolicies(), envelope.session().listener(), it -> it.judge(envelope));
  }

  private Optional<Reply> session(SessionInfo session) {
    synchronized (sessions) {
      Optional<Reply> known = sessions.get(session.id());
      if (known != null) {
        return known;
      }
    }
    Optional<Reply> refusal =
        Opinions.refusal(slots.connectionPolicies(), session.listener(), it -> it.judge(session));
    synchronized (sessions) {
      sessions.put(session.id(), refusal);
    }
    return refusal;
  }

  /** Why a recipient is refused that Waypost itself would take. */
  Optional<Reply> refusal(Envelope envelope, Recipient recipient) {
    return slots.recipientPolicies().isEmpty()
        ? Optional.empty()
        : Opinions.refusal(
            slots.recipientPolicies(),
            envelope.session().listener(),
            it -> it.judge(envelope, recipient));
  }
}
