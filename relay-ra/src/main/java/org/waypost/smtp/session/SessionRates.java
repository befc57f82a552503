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

import java.util.Optional;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.rate.Source;

/** What a client may still send by the rates of the listener; each method charges for it. */
final class SessionRates {

  private final Client client;
  private final ListenerContext listener;

  SessionRates(Client client, ListenerContext listener) {
    this.client = client;
    this.listener = listener;
  }

  /** A transaction is to begin; the refusal, if that is over a rate. */
  Optional<Reply> message(MailTransaction transaction) {
    return refusal(listener.rates().message(source(transaction), transaction.declaredSize()));
  }

  /** It is to have one more recipient; the refusal, if that is over a rate. */
  Optional<Reply> recipient(MailTransaction transaction) {
    return refusal(listener.rates().recipient(source(transaction)));
  }

  /** Its message has come. */
  void octets(MailTransaction transaction, long size) {
    listener.rates().octets(source(transaction), size);
  }

  private Optional<Reply> refusal(Optional<ListenerLimits.Rate> over) {
    over.ifPresent(rate -> listener.counters().rateLimited());
    return over.map(Replies::over);
  }

  private Source source(MailTransaction transaction) {
    return new Source(client.remote().getAddress(), client.user(), transaction.sender().domain());
  }
}
