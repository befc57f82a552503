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
package org.waypost.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.PageRequest;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** What templates do on each database. */
abstract class TemplatesContract {

  private final JsonTemplateFormat format = new JsonTemplateFormat();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private Database database;
  private Ledger ledger;
  private Templates templates;

  /** An empty one. */
  abstract Database open();

  @BeforeEach
  void start() {
    database = open();
    ledger = new Ledger(database, Thread::new);
    templates = new SqlTemplates(database, ledger, InstantSource.system(), timer);
  }

  @AfterEach
  void close() {
    timer.shutdownNow();
    ledger.close();
    database.close();
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  private Template template(String text) {
    return format.read(null, json(text));
  }

  private Rendered filled(String parameters) {
    return templates.render("order", Optional.empty(), json(parameters));
  }

  private InvalidMemberException fault(String parameters) {
    return catchThrowableOfType(InvalidMemberException.class, () -> filled(parameters));
  }

  @Test
  void fillsTextAndEscapesHtml() {
    templates.create(
        template(
            "{'name': 'order', 'subject': 'Order ${number} of ${name}', 'text': 'Dear ${name}',"
                + " 'html': '<p title=\\\"${name}\\\">${name}</p><#list items as i><i>${i.n}</i></#list>'}"),
        "ada");

    Rendered made =
        filled("{'number': 10023, 'name': 'A & <b>\\\"', 'items': [{'n': 1}, {'n': 2.50}]}");

    assertThat(made.subject()).isEqualTo("Order 10023 of A & <b>\"");
    assertThat(made.text()).isEqualTo("Dear A & <b>\"");
    assertThat(made.html())
        .isEqualTo(
            "<p title=\"A &amp; &lt;b&gt;&quot;\">A &amp; &lt;b&gt;&quot;</p>"
                + "<i>1</i><i>2.5</i>");
    assertThat(made.version()).isEqualTo(1);
  }

  @Test
  void aMissingParameterIsNamed() {
    templates.create(
        template("{'name': 'order', 'subject': 'Hello', 'text': 'a\\n${customer.name}'}"), null);

    InvalidMemberException missing = fault("{'customer': {}}");
    assertThat(missing.member()).isEqualTo("parameters.customer.name");
    assertThat(missing).hasMessageContaining("text, line 2, column 3");
    assertThat(fault("{'customer': {'name': null}}").member())
        .isEqualTo("parameters.customer.name");
  }

  @Test
  void whatIsDeclaredIsChecked() {
    templates.create(
        template(
            "{'name': 'order', 'subject': '${n} ${greeting} ${note!}', 'text': '-',"
                + " 'parameters': [{'name': 'n', 'type': 'number'},"
                + " {'name': 'greeting', 'default': 'Hello'}, {'name': 'note', 'required': false}]}"),
        null);

    assertThat(filled("{'n': 1}").subject()).isEqualTo("1 Hello");
    assertThat(filled("{'n': 1, 'greeting': 'Hi', 'note': 'x'}").subject()).isEqualTo("1 Hi x");
    assertThat(fault("{}").member()).isEqualTo("parameters.n");
    assertThat(fault("{'n': '1'}")).hasMessageContaining("type number");
    assertThat(fault("{'n': 1, 'm': 2}").member()).isEqualTo("parameters.m");
  }

  @Test
  void whatIsNotUnderstoodIsNotStored() {
    assertThatThrownBy(
            () ->
                templates.create(
                    template("{'name': 'order', 'subject': 's', 'html': 'a\\n<#if x>'}"), null))
        .isInstanceOfSatisfying(
            InvalidMemberException.class, e -> assertThat(e.member()).isEqualTo("html"))
        .hasMessageContaining("line 2");
    assertThat(templates.find("order")).isEmpty();
  }

  @Test
  void aTemplateReachesNothingButItsValues() {
    for (String source :
        new String[] {
          "${'freemarker.template.utility.Execute'?new()('id')}",
          "<#include '/etc/passwd'>",
          "${name.class}",
          "${name?api.getClass()}"
        }) {
      templates.delete("order");
      templates.create(
          new Template(
              "order", "", java.util.Locale.ENGLISH, "s", source, null, java.util.List.of()),
          null);
      assertThat(fault("{'name': 'x'}")).as(source).isNotNull();
    }
  }

  @Test
  void endlessTemplatesEnd() {
    templates.create(
        template("{'name': 'order', 'subject': 's', 'text': '<#macro a><@a/></#macro><@a/>'}"),
        null);
    assertThat(fault("{}")).hasMessageContaining("without end");
    templates.replace(
        template("{'name': 'order', 'subject': 's', 'text': '<#list 1..9999999 as x>ab</#list>'}"),
        null);
    assertThat(fault("{}")).hasMessageContaining("characters");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aValueWithLineBreaksMakesNoHeader() {
    templates.create(template("{'name': 'order', 'subject': 'Hi ${n}', 'text': '-'}"), null);
    assertThat(filled("{'n': 'a\\r\\nBcc: x@y.test'}").subject()).isEqualTo("Hi a Bcc: x@y.test");
    assertThat(fault("{'n': 'a\\u0000'}").member()).isEqualTo("subject");
  }

  @Test
  void eachChangeIsAnotherVersion() {
    templates.create(template("{'name': 'order', 'subject': 'one', 'text': '-'}"), "ada");
    assertThat(templates.create(template("{'name': 'order', 'subject': 'x', 'text': '-'}"), "bob"))
        .isEmpty();
    templates.replace(template("{'name': 'order', 'subject': 'two', 'text': '-'}"), "bob");

    assertThat(filled("{}").subject()).isEqualTo("two");
    assertThat(templates.render("order", Optional.of(1), json("{}")).subject()).isEqualTo("one");
    assertThat(templates.versions("order", PageRequest.first()).items())
        .extracting(TemplateVersion::createdBy)
        .containsExactly("bob", "ada");
    assertThat(templates.list(PageRequest.first()).items())
        .extracting(TemplateVersion::number)
        .containsExactly(2);
    assertThatThrownBy(() -> templates.render("order", Optional.of(3), json("{}")))
        .hasMessageContaining("no version 3");
    assertThat(templates.delete("order")).isTrue();
    assertThat(templates.delete("order")).isFalse();
    assertThat(fault("{}").member()).isEqualTo("template");
  }

  @Test
  void oldVersionsGo() {
    for (int i = 1; i <= 102; i++) {
      templates.replace(template("{'name': 'order', 'subject': '" + i + "', 'text': '-'}"), null);
    }
    assertThat(templates.versions("order", PageRequest.first()).total()).isEqualTo(100);
    assertThat(templates.find("order", 2)).isEmpty();
    assertThat(templates.find("order", 3)).isPresent();
  }

  @Test
  void readsWhatItWrites() {
    Template template =
        template(
            "{'name': 'order', 'description': 'd', 'language': 'pt-BR', 'subject': 's',"
                + " 'html': '<b>', 'parameters': [{'name': 'l', 'type': 'list', 'default': [1]}]}");
    assertThat(format.read("order", format.write(template).build())).isEqualTo(template);
  }
}
