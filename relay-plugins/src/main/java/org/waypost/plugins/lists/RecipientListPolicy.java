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
package org.waypost.plugins.lists;

import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.Opinion;
import org.waypost.api.extension.RecipientPolicy;
import org.waypost.api.mail.Recipient;
import org.waypost.api.smtp.Envelope;

/** Judges recipients by lists. */
public final class RecipientListPolicy implements RecipientPolicy {

  private ListedAddresses lists;

  @Override
  public void start(ExtensionContext context) {
    // RFC 3463: 5.1.1, bad destination mailbox address
    lists = ListedAddresses.of(context.parameters(), "5.1.1", "Recipient address rejected");
  }

  @Override
  public Opinion judge(Envelope envelope, Recipient recipient) {
    return lists.of(recipient.address());
  }
}
