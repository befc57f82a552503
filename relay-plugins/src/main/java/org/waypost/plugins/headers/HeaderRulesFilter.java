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
package org.waypost.plugins.headers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.message.HeaderEdit;
import org.waypost.plugins.message.HeaderReader;
import org.waypost.plugins.message.Rewriting;

/** Applies rules to the header, in their order; a decision ends them. */
public final class HeaderRulesFilter implements ContentFilter {

  private List<HeaderRule> rules;

  @Override
  public void start(ExtensionContext context) {
    rules = context.parameters().list("rules").stream().map(RuleText::parse).toList();
  }

  @Override
  public FilterResult filter(MailFacts mail, MailContent content) throws IOException {
    HeaderEdit edit = new HeaderEdit(HeaderReader.of(content));
    List<String> tags = new ArrayList<>();
    FilterResult result = FilterResult.pass();
    for (HeaderRule each : rules) {
      Optional<FilterResult> decided =
          each.applies(edit.fields()) ? each.action().apply(edit, tags) : Optional.empty();
      if (decided.isPresent()) {
        result = decided.get();
        break;
      }
    }
    for (String each : tags) {
      result = result.withTag(each);
    }
    return edit.isChanged() ? result.withContent(Rewriting.ofHeader(edit.fields())) : result;
  }
}
