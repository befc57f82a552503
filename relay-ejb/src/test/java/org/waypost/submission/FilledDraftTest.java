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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;
import org.waypost.templates.SqlTemplates;
import org.waypost.templates.Template;
import org.waypost.templates.Templates;

class FilledDraftTest {

  private static final String START = "{\"from\": \"a@x.test\", \"to\": \"b@y.test\", ";

  @TempDir Path folder;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private Database database;
  private Ledger ledger;
  private Templates templates;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    ledger = new Ledger(database, Thread::new);
    templates = new SqlTemplates(database, ledger, InstantSource.system(), timer);
    templates.create(
        new Template(
            "order",
            "",
            Locale.ENGLISH,
            "Order ${number}",
            "Dear ${name}",
            "<b>${name}</b>",
            List.of()),
        null);
  }

  @AfterEach
  void close() {
    timer.shutdownNow();
    ledger.close();
    database.close();
  }

  private MessageDraft filled(String template) throws InvalidSubmissionException {
    String json = START + template.replace('\'', '"') + "}";
    return FilledDraft.of(DraftReader.read(new StringReader(json)), Optional.of(templates));
  }

  private String wrong(String template) {
    InvalidSubmissionException fault =
        catchThrowableOfType(InvalidSubmissionException.class, () -> filled(template));
    return fault.field() + ": " + fault.getMessage();
  }

  @Test
  void aTemplateSaysSubjectTextAndHtml() throws InvalidSubmissionException {
    MessageDraft draft =
        filled("'template': {'name': 'order', 'parameters': {'number': 7, 'name': 'A&B'}}");

    assertThat(draft.subject()).isEqualTo("Order 7");
    assertThat(draft.text()).isEqualTo("Dear A&B");
    assertThat(draft.html()).isEqualTo("<b>A&amp;B</b>");
    assertThat(draft.to()).containsExactly("b@y.test");
  }

  @Test
  void aDraftWithoutTemplateIsAsItIs() throws InvalidSubmissionException {
    assertThat(filled("'text': 'plain'").text()).isEqualTo("plain");
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThat(wrong("'template': 'order'")).startsWith("template: An object");
    assertThat(wrong("'template': {}")).startsWith("template.name: has to be given");
    assertThat(wrong("'template': {'name': 'none'}")).startsWith("template.name: there is no");
    assertThat(wrong("'template': {'name': 'order', 'version': 2}"))
        .startsWith("template.name: there is no version 2");
    assertThat(wrong("'template': {'name': 'order', 'parameters': {'number': 7}}"))
        .startsWith("template.parameters.name: is missing");
    assertThat(wrong("'subject': 's', 'template': {'name': 'order'}"))
        .startsWith("subject: comes from the template");
  }
}
