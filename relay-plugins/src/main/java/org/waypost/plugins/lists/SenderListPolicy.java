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
import org.waypost.api.extension.SenderPolicy;
import org.waypost.api.smtp.Envelope;

/** Judges senders by lists. */
public final class SenderListPolicy implements SenderPolicy {

  private ListedAddresses lists;

  @Override
  public void start(ExtensionContext context) {
    // RFC 3463: 5.7.1, delivery not authorized
    lists = ListedAddresses.of(context.parameters(), "5.7.1", "Sender address rejected");
  }

  @Override
  public Opinion judge(Envelope envelope) {
    return lists.of(envelope.sender());
  }
}
