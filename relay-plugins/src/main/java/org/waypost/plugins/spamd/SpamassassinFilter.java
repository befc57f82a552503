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
package org.waypost.plugins.spamd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalDouble;
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
import org.waypost.plugins.message.Spool;
import org.waypost.plugins.outcome.Consequence;
import org.waypost.plugins.outcome.Score;
import org.waypost.plugins.wire.ServiceAddress;

/** Has messages looked at by SpamAssassin. That it cannot look is a failure of the filter. */
public final class SpamassassinFilter implements ContentFilter {

  // What spamd adds to a message: its report, with report_safe the message in an envelope.
  private static final long MAX_GROWTH = 256L * 1024;

  private SpamdClient spamd;
  private Consequence onSpam;
  private OptionalDouble spamScore;
  private OptionalDouble rejectScore;
  private String mark;
  private long maxSize;

  @Override
  public void start(ExtensionContext context) {
    Parameters parameters = context.parameters();
    spamd =
        new SpamdClient(
            ServiceAddress.parse(parameters.text("address")),
            parameters.duration("connectTimeout"),
            parameters.duration("scanTimeout"),
            parameters.optionalText("user").orElse(""));
    onSpam = Consequence.of(parameters, "onSpam");
    spamScore = Score.of(parameters, "spamScore");
    rejectScore = Score.of(parameters, "rejectScore");
    mark = parameters.text("mark");
    maxSize = parameters.integer("maxSize");
  }

  @Override
  public FilterResult filter(MailFacts mail, MailContent content) throws IOException {
    if (content.size() > maxSize) {
      return FilterResult.pass();
    }
    return switch (mark) {
      case "headers" -> withFields(content);
      case "rewrite" -> rewritten(content);
      default -> judge(spamd.check(content));
    };
  }

  private FilterResult judge(SpamdAnswer answer) {
    String score = String.format(Locale.ROOT, "%.1f", answer.score());
    String reason = "SpamAssassin scores " + score + " of " + answer.threshold();
    if (rejectScore.isPresent() && answer.score() >= rejectScore.getAsDouble()) {
      return Consequence.REJECT.result("Message looks like spam", reason, "spam");
    }
    boolean spam =
        spamScore.isPresent() ? answer.score() >= spamScore.getAsDouble() : answer.spam();
    return spam ? onSpam.result("Message looks like spam", reason, "spam") : FilterResult.pass();
  }

  private FilterResult withFields(MailContent content) throws IOException {
    SpamdAnswer answer = spamd.headers(content);
    FilterResult result = judge(answer);
    if (result.decision() != FilterResult.Decision.PASS
        && result.decision() != FilterResult.Decision.HOLD) {
      return result;
    }
    HeaderEdit edit = new HeaderEdit(HeaderReader.of(content));
    // Fields of that name that came with the message are somebody else's words.
    edit.remove(each -> each.name().toLowerCase(Locale.ROOT).startsWith("x-spam-"));
    if (edit.isChanged()) {
      result = result.withContent(Rewriting.ofHeader(edit.fields()));
    }
    for (RawField each : answer.fields()) {
      byte[] octets = each.raw().strip().getBytes(StandardCharsets.ISO_8859_1);
      result = result.withHeader(each.name(), new String(octets, StandardCharsets.UTF_8));
    }
    return result;
  }

  private FilterResult rewritten(MailContent content) throws IOException {
    Spool message = new Spool(content.size() + MAX_GROWTH);
    boolean kept = false;
    try {
      FilterResult result = judge(spamd.process(content, message, content.size() + MAX_GROWTH));
      if (result.decision() == FilterResult.Decision.PASS
          || result.decision() == FilterResult.Decision.HOLD) {
        kept = true;
        return result.withContent(
            (original, out) -> {
              try (message) {
                message.writeTo(out);
              }
            });
      }
      return result;
    } finally {
      if (!kept) {
        message.close();
      }
    }
  }
}
