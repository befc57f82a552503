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
package org.waypost.rewriting;

import java.time.InstantSource;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;

/** Makes the senders that mail leaves with, and reads those that bounces come in for. */
public final class SenderRewriter {

  /** Name of the shared secret that the addresses are signed with. */
  public static final String SECRET = "sender-rewriting";

  private final VerpCode verp;
  private final Srs srs;

  /**
   * Signs with this secret.
   *
   * @param secret at least 32 octets, the same on all nodes
   */
  public SenderRewriter(byte[] secret, InstantSource clock) {
    Signatures signatures = new Signatures(secret);
    this.verp = new VerpCode(signatures);
    this.srs = new Srs(signatures, clock);
  }

  /**
   * The sender that a message leaves with. The null sender stays, whatever the scheme, as nothing
   * may come back of a notification (RFC 5321 6.1); so do senders of the domain itself with SRS,
   * and those for which an address of 64 octets has no room.
   *
   * @param recipient of the transaction; matters with VERP alone
   */
  public EmailAddress rewrite(
      SenderRewriting rewriting, MessageId id, EmailAddress sender, EmailAddress recipient) {
    if (sender.isNullSender()) {
      return sender;
    }
    return switch (rewriting.scheme()) {
      case NONE -> sender;
      case VERP -> verp.encode(id, recipient, rewriting.domain());
      case SRS ->
          sender.domain().equals(rewriting.domain())
              ? sender
              : srs.forward(sender, rewriting.domain()).orElse(sender);
    };
  }

  /** What a sender that was made by VERP says; nothing when it is none of ours. */
  public Optional<Verp> decode(EmailAddress address) {
    return verp.decode(address);
  }

  /**
   * Whom mail to an address made by SRS is for; nothing when it is none of ours, or older than
   * three weeks.
   */
  public Optional<EmailAddress> original(EmailAddress address) {
    return srs.back(address);
  }
}
