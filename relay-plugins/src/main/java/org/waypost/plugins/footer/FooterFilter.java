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
package org.waypost.plugins.footer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.extension.Parameters;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.lists.AddressList;
import org.waypost.plugins.message.HeaderReader;
import org.waypost.plugins.message.RawField;
import org.waypost.plugins.message.TooLongException;
import org.waypost.plugins.mime.MimePart;

/** Puts a footer below the text and the HTML of mail that is not signed. */
public final class FooterFilter implements ContentFilter {

  private FooterText footer;
  private AddressList senders;
  private boolean onlyAuthenticated;
  private boolean breaksDkim;

  @Override
  public void start(ExtensionContext context) {
    Parameters parameters = context.parameters();
    footer =
        FooterText.of(
            parameters.optionalText("text").orElse(""), parameters.optionalText("html").orElse(""));
    senders = AddressList.of(parameters.list("senders"));
    onlyAuthenticated = parameters.flag("onlyAuthenticated");
    breaksDkim = parameters.flag("breakDkim");
  }

  @Override
  public FilterResult filter(MailFacts mail, MailContent content) throws IOException {
    if ((onlyAuthenticated && mail.origin().user() == null)
        || (!senders.isEmpty() && !senders.holds(mail.sender()))
        || (!breaksDkim && isSigned(HeaderReader.of(content)))) {
      return FilterResult.pass();
    }
    List<ChangedPart> changed = new ArrayList<>();
    try {
      for (MimePart each : ReadableParts.of(content)) {
        ChangedPart.of(content, each, footer).ifPresent(changed::add);
      }
    } catch (TooLongException e) {
      return FilterResult.pass();
    }
    return changed.isEmpty()
        ? FilterResult.pass()
        : FilterResult.pass().withContent((original, out) -> write(original, changed, out));
  }

  private static boolean isSigned(List<RawField> header) {
    return header.stream().anyMatch(each -> each.is("DKIM-Signature"));
  }

  private static void write(MailContent original, List<ChangedPart> changed, OutputStream out)
      throws IOException {
    try (InputStream in = original.open()) {
      long at = 0;
      for (ChangedPart each : changed) {
        copy(in, each.part().headerStart() - at, out);
        out.write(each.octets());
        in.skipNBytes(each.part().bodyEnd() - each.part().headerStart());
        at = each.part().bodyEnd();
      }
      in.transferTo(out);
    }
  }

  private static void copy(InputStream in, long count, OutputStream out) throws IOException {
    byte[] block = new byte[16 * 1024];
    long left = count;
    while (left > 0) {
      int read = in.read(block, 0, (int) Math.min(block.length, left));
      if (read < 0) {
        throw new IOException("The message is shorter than it was");
      }
      out.write(block, 0, read);
      left -= read;
    }
  }
}
