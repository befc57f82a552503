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

import java.util.Set;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;

/** The parameters of RCPT while they are being read. */
public final class RecipientDraft {

  private Set<Recipient.Notify> notifyOn = Set.of();
  private String originalRecipient;

  /** The value of NOTIFY. */
  public void notifyOn(Set<Recipient.Notify> events) {
    notifyOn = Set.copyOf(events);
  }

  /** The value of ORCPT, decoded. */
  public void originalRecipient(String typeAndAddress) {
    originalRecipient = typeAndAddress;
  }

  /**
   * The recipient with what was asked for it.
   *
   * @throws IllegalArgumentException when the parameters contradict each other
   */
  public Recipient of(EmailAddress address) {
    return new Recipient(address, notifyOn, originalRecipient);
  }
}
