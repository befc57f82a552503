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
package org.waypost.submission;

import java.util.Optional;
import org.waypost.json.InvalidMemberException;
import org.waypost.templates.Rendered;
import org.waypost.templates.TemplateUse;
import org.waypost.templates.Templates;

/** Lets templates say what a draft leaves to them. */
final class FilledDraft {

  private FilledDraft() {}

  /**
   * A draft that says all of itself; the one that is given, when it names no template.
   *
   * @throws InvalidSubmissionException when the template is not there or cannot be filled, or the
   *     draft says itself what comes from the template
   */
  static MessageDraft of(MessageDraft draft, Optional<Templates> templates)
      throws InvalidSubmissionException {
    TemplateUse use = draft.template();
    if (use == null) {
      return draft;
    }
    requireNone("subject", draft.subject());
    requireNone("text", draft.text());
    requireNone("html", draft.html());
    Rendered rendered = rendered(use, templates);
    return new MessageDraft(
        draft.from(),
        draft.to(),
        draft.cc(),
        draft.bcc(),
        rendered.subject(),
        rendered.text(),
        rendered.html(),
        draft.headers(),
        draft.attachments(),
        draft.tags(),
        draft.metadata(),
        draft.sendAt(),
        draft.idempotencyKey());
  }

  private static Rendered rendered(TemplateUse use, Optional<Templates> templates)
      throws InvalidSubmissionException {
    if (templates.isEmpty()) {
      throw new InvalidSubmissionException("template", "there are no templates here");
    }
    try {
      return templates.get().render(use.name(), use.version(), use.parameters());
    } catch (InvalidMemberException e) {
      boolean own = e.member().equals("template");
      throw new InvalidSubmissionException(
          own ? "template.name" : "template." + e.member(), e.getMessage());
    }
  }

  private static void requireNone(String field, String value) throws InvalidSubmissionException {
    if (value != null) {
      throw new InvalidSubmissionException(field, "comes from the template");
    }
  }
}
