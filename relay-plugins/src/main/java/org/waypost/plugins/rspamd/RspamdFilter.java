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
package org.waypost.plugins.rspamd;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.extension.Parameters;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.message.HeaderEdit;
import org.waypost.plugins.message.HeaderReader;
import org.waypost.plugins.message.RawField;
import org.waypost.plugins.message.Rewriting;
import org.waypost.plugins.outcome.Consequence;

/** Has messages looked at by Rspamd. That it cannot look is a failure of the filter. */
public final class RspamdFilter implements ContentFilter {

  private RspamdClient rspamd;
  private Consequence onReject;
  private Consequence onSpam;
  private boolean obeysGreylist;
  private boolean changesHeader;
  private long maxSize;

  @Override
  public void start(ExtensionContext context) {
    Parameters parameters = context.parameters();
    rspamd =
        new RspamdClient(
            address(parameters.text("url")),
            parameters.duration("connectTimeout"),
            parameters.duration("scanTimeout"),
            parameters.optionalText("password").orElse(""));
    onReject = Consequence.of(parameters, "onReject");
    onSpam = Consequence.of(parameters, "onSpam");
    obeysGreylist = parameters.flag("greylist");
    changesHeader = parameters.flag("changeHeader");
    maxSize = parameters.integer("maxSize");
  }

  private static URI address(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("Parameter url: " + e.getMessage(), e);
    }
  }

  @Override
  public FilterResult filter(MailFacts mail, MailContent content) throws IOException {
    if (content.size() > maxSize) {
      return FilterResult.pass();
    }
    RspamdAnswer answer = rspamd.scan(content, told(mail));
    String reason =
        String.format(
            Locale.ROOT,
            "Rspamd: %s, %.1f of %.1f %s",
            answer.action().name().toLowerCase(Locale.ROOT).replace('_', ' '),
            answer.score(),
            answer.threshold(),
            String.join(" ", answer.symbols()));
    String words = answer.message().isBlank() ? "Message looks like spam" : answer.message();
    FilterResult result =
        switch (answer.action()) {
          case REJECT -> onReject.result(words, reason, "spam");
          case SOFT_REJECT -> Consequence.TEMPFAIL.result(wait(answer), reason, "");
          case GREYLIST ->
              obeysGreylist
                  ? Consequence.TEMPFAIL.result(wait(answer), reason, "")
                  : FilterResult.pass();
          case ADD_HEADER, REWRITE_SUBJECT -> onSpam.result(words, reason, "spam");
          case DISCARD -> FilterResult.discard(reason);
          case QUARANTINE -> FilterResult.hold(reason);
          case NO_ACTION, OTHER -> FilterResult.pass();
        };
    boolean goesOn =
        result.decision() == FilterResult.Decision.PASS
            || result.decision() == FilterResult.Decision.HOLD;
    return goesOn && changesHeader ? marked(result, answer, content) : result;
  }

  private static String wait(RspamdAnswer answer) {
    return answer.message().isBlank() ? "Try again later" : answer.message();
  }

  private static RspamdRequest told(MailFacts mail) {
    MailFacts.Origin origin = mail.origin();
    return new RspamdRequest(
        mail.id().toString(),
        mail.sender().toString(),
        mail.recipients().stream().map(each -> each.address().toString()).toList(),
        origin.client() == null ? "" : origin.client().getHostAddress(),
        origin.helo() == null ? "" : origin.helo(),
        "",
        origin.user() == null ? "" : origin.user());
  }

  private static FilterResult marked(FilterResult result, RspamdAnswer answer, MailContent content)
      throws IOException {
    HeaderEdit edit = new HeaderEdit(HeaderReader.of(content));
    // From the bottom up, so that the numbers of those that remain stay what they are.
    answer.removed().stream()
        .sorted((a, b) -> Integer.compare(b.index(), a.index()))
        .forEach(each -> edit.remove(each.name(), each.index()));
    for (RawField each : answer.added()) {
      edit.insert(0, HeaderEdit.field(each.name(), each.raw()));
    }
    if (answer.action() == RspamdAnswer.Action.ADD_HEADER) {
      edit.remove("X-Spam", 0);
      edit.insert(0, HeaderEdit.field("X-Spam", "Yes"));
    }
    if (answer.action() == RspamdAnswer.Action.REWRITE_SUBJECT && answer.subject() != null) {
      edit.replace("Subject", 1, HeaderEdit.field("Subject", answer.subject()));
    }
    return edit.isChanged() ? result.withContent(Rewriting.ofHeader(edit.fields())) : result;
  }
}
