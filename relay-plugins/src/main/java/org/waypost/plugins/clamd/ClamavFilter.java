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
package org.waypost.plugins.clamd;

import java.io.IOException;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.extension.Parameters;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.outcome.Consequence;
import org.waypost.plugins.wire.ServiceAddress;

/** Has messages looked at by ClamAV. That it cannot look is a failure of the filter. */
public final class ClamavFilter implements ContentFilter {

  private static final String TAG = "virus";

  private ClamdClient clamd;
  private Consequence onVirus;
  private Consequence onTooLarge;
  private long maxSize;
  private boolean addsHeader;
  private String hostname;

  @Override
  public void start(ExtensionContext context) {
    Parameters parameters = context.parameters();
    clamd =
        new ClamdClient(
            ServiceAddress.parse(parameters.text("address")),
            parameters.duration("connectTimeout"),
            parameters.duration("scanTimeout"));
    onVirus = Consequence.of(parameters, "onVirus");
    onTooLarge = Consequence.of(parameters, "onTooLarge");
    maxSize = parameters.integer("maxSize");
    addsHeader = parameters.flag("addHeader");
    hostname = context.hostname();
  }

  @Override
  public FilterResult filter(MailFacts mail, MailContent content) throws IOException {
    if (content.size() > maxSize) {
      return tooLarge("The message has more than " + maxSize + " octets");
    }
    ClamdAnswer answer = clamd.scan(content);
    return switch (answer.kind()) {
      case CLEAN -> marked(FilterResult.pass(), "clean");
      case FOUND -> found(answer.text());
      case TOO_LARGE -> tooLarge("clamd's StreamMaxLength is exceeded");
      case ERROR -> throw new IOException("clamd could not look: " + answer.text());
    };
  }

  private FilterResult found(String name) {
    // The name is of ClamAV's database; a client sees it, so only what names are made of.
    String shown = name.replaceAll("[^A-Za-z0-9._()/-]", "?");
    FilterResult result =
        onVirus.result("Message contains a virus (" + shown + ")", "Virus " + shown, TAG);
    return onVirus.goesOn() ? marked(result, "infected (" + shown + ")") : result;
  }

  private FilterResult tooLarge(String reason) {
    FilterResult result =
        onTooLarge.result("Message is too large to be scanned", reason, "not-scanned");
    return onTooLarge.goesOn() ? marked(result, "not scanned, too large") : result;
  }

  private FilterResult marked(FilterResult result, String state) {
    return addsHeader
        ? result.withHeader("X-Virus-Status", state + "; scanned by ClamAV at " + hostname)
        : result;
  }
}
