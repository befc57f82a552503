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
package org.waypost.plugins.attachments;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.extension.Parameters;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.message.TooLongException;
import org.waypost.plugins.mime.MimePart;
import org.waypost.plugins.mime.MimeScanner;
import org.waypost.plugins.outcome.Consequence;

/** Decides on mail by its size, and by the names, types and kinds of what is attached. */
public final class AttachmentFilter implements ContentFilter {

  private long maxMessage;
  private Inspection inspection;
  private Consequence onMatch;

  @Override
  public void start(ExtensionContext context) {
    Parameters parameters = context.parameters();
    maxMessage = parameters.integer("maxMessageSize");
    onMatch = Consequence.of(parameters, "onMatch");
    inspection =
        new Inspection(
            parameters.list("names").stream().map(NamePattern::of).toList(),
            parameters.list("kinds").stream().map(Kind::of).collect(Collectors.toSet()),
            parameters.list("types").stream()
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .toList(),
            parameters.flag("insideZip"),
            parameters.integer("maxAttachmentSize"));
  }

  @Override
  public FilterResult filter(MailFacts mail, MailContent content) throws IOException {
    if (maxMessage > 0 && content.size() > maxMessage) {
      // RFC 1870 6.3: the message is larger than what is taken
      return FilterResult.refuse(
          Verdict.permanent(552, "5.3.4", "Message of more than " + maxMessage + " octets"));
    }
    List<MimePart> parts;
    try {
      parts = MimeScanner.scan(content);
    } catch (TooLongException e) {
      return matched(e.getMessage());
    }
    for (MimePart each : parts) {
      Optional<String> wrong = inspection.look(content, each);
      if (wrong.isPresent()) {
        return matched(wrong.get());
      }
    }
    return FilterResult.pass();
  }

  private FilterResult matched(String what) {
    return onMatch.result("Message has " + what, "The message has " + what, "attachment");
  }
}
