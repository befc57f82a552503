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
package org.waypost.plugins.copies;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.extension.Parameters;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.lists.AddressList;

/** Sends a copy of mail of certain senders or recipients to further recipients. */
public final class CopyFilter implements ContentFilter {

  private List<Recipient> copies;
  private AddressList senders;
  private AddressList recipients;
  private boolean onlyAuthenticated;

  @Override
  public void start(ExtensionContext context) {
    Parameters parameters = context.parameters();
    // RFC 3461 4.1: whoever sent it does not learn from notifications that there is a copy.
    copies =
        parameters.list("copyTo").stream()
            .map(EmailAddress::parse)
            .map(each -> new Recipient(each, Set.of(Recipient.Notify.NEVER), null))
            .toList();
    if (copies.isEmpty() || copies.stream().anyMatch(each -> each.address().isNullSender())) {
      throw new IllegalArgumentException("Parameter copyTo holds the addresses of the copies");
    }
    senders = AddressList.of(parameters.list("senders"));
    recipients = AddressList.of(parameters.list("recipients"));
    onlyAuthenticated = parameters.flag("onlyAuthenticated");
  }

  @Override
  public FilterResult filter(MailFacts mail, MailContent content) {
    if (!applies(mail)) {
      return FilterResult.pass();
    }
    List<Recipient> all = new ArrayList<>(mail.recipients());
    for (Recipient copy : copies) {
      if (all.stream().noneMatch(each -> each.address().equals(copy.address()))) {
        all.add(copy);
      }
    }
    return all.size() == mail.recipients().size()
        ? FilterResult.pass()
        : FilterResult.pass().withRecipients(all);
  }

  private boolean applies(MailFacts mail) {
    if (onlyAuthenticated && mail.origin().user() == null) {
      return false;
    }
    if (senders.isEmpty() && recipients.isEmpty()) {
      return true;
    }
    return senders.holds(mail.sender())
        || mail.recipients().stream().anyMatch(each -> recipients.holds(each.address()));
  }
}
