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
package org.waypost.plugins.milter;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.message.HeaderEdit;
import org.waypost.plugins.message.HeaderReader;
import org.waypost.plugins.message.RawField;
import org.waypost.plugins.message.Rewriting;

/** Makes the result of a filter of what a milter changes. */
final class ChangedMail {

  private final HeaderEdit header;
  private final List<Recipient> recipients;
  private EmailAddress sender;
  private String quarantine;

  private ChangedMail(List<RawField> header, List<Recipient> recipients) {
    this.header = new HeaderEdit(header);
    this.recipients = new ArrayList<>(recipients);
  }

  static FilterResult apply(MilterResult result, MailFacts mail, MailContent content)
      throws IOException {
    List<Recipient> left =
        mail.recipients().stream()
            .filter(each -> !result.refused().containsKey(each.address().toString()))
            .toList();
    if (result.changes().isEmpty() && result.body().isEmpty() && result.refused().isEmpty()) {
      return FilterResult.pass();
    }
    ChangedMail changed = new ChangedMail(HeaderReader.of(content), left);
    for (Change each : result.changes()) {
      changed.take(each);
    }
    return changed.result(result, mail);
  }

  private void take(Change change) throws ProtocolException {
    try {
      if (change instanceof Change.AddHeader add) {
        header.append(HeaderEdit.field(add.name(), add.value()));
      } else if (change instanceof Change.InsertHeader insert) {
        header.insert(insert.index(), HeaderEdit.field(insert.name(), insert.value()));
      } else if (change instanceof Change.ChangeHeader other) {
        changeHeader(other);
      } else if (change instanceof Change.ChangeSender from) {
        sender = address(from.address());
      } else if (change instanceof Change.AddRecipient more) {
        add(address(more.address()));
      } else if (change instanceof Change.RemoveRecipient less) {
        EmailAddress gone = address(less.address());
        recipients.removeIf(each -> each.address().equals(gone));
      } else if (change instanceof Change.Quarantine held) {
        quarantine = held.reason();
      }
    } catch (IllegalArgumentException e) {
      ProtocolException wrong = new ProtocolException("The milter's change: " + e.getMessage());
      wrong.initCause(e);
      throw wrong;
    }
  }

  private void changeHeader(Change.ChangeHeader change) {
    int index = Math.max(change.index(), 1);
    if (change.value().isEmpty()) {
      header.remove(change.name(), index);
    } else {
      header.replace(change.name(), index, HeaderEdit.field(change.name(), change.value()));
    }
  }

  private void add(EmailAddress address) {
    if (recipients.stream().noneMatch(each -> each.address().equals(address))) {
      recipients.add(Recipient.of(address));
    }
  }

  private static EmailAddress address(String text) {
    String bare = text.strip();
    if (bare.startsWith("<") && bare.endsWith(">")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    return bare.isEmpty() ? EmailAddress.NULL_SENDER : EmailAddress.parse(bare);
  }

  private FilterResult result(MilterResult milter, MailFacts mail) throws IOException {
    if (recipients.isEmpty()) {
      if (milter.body().isPresent()) {
        milter.body().get().close();
      }
      return FilterResult.discard("A milter took all recipients away");
    }
    FilterResult result =
        quarantine == null
            ? FilterResult.pass()
            : FilterResult.hold("Quarantined by a milter: " + quarantine);
    if (sender != null && !sender.equals(mail.sender())) {
      result = result.withSender(sender);
    }
    if (!recipients.equals(mail.recipients())) {
      result = result.withRecipients(recipients);
    }
    if (header.isChanged() || milter.body().isPresent()) {
      result = result.withContent(new Rewriting(header.fields(), milter.body().orElse(null)));
    }
    return result;
  }
}
