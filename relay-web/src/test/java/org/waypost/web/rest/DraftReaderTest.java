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
package org.waypost.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.submission.MessageDraft;
import org.waypost.web.problem.ProblemException;

final class DraftReaderTest {

  @Test
  void readsEveryField() {
    MessageDraft draft =
        read(
            """
            {"from":"A <a@x.example>","to":["b@x.example"],"cc":"c@x.example","bcc":[],
             "subject":"Grüße","text":"t","html":"<p>h</p>","headers":{"X-A":"1"},
             "attachments":[{"name":"f","contentType":"text/plain","content":"aGk=","contentId":"i"}],
             "tags":["t1"],"sendAt":"2026-11-23T10:00:00+01:00","idempotencyKey":"k"}
            """);
    assertThat(draft)
        .isEqualTo(
            new MessageDraft(
                "A <a@x.example>",
                List.of("b@x.example"),
                List.of("c@x.example"),
                List.of(),
                "Grüße",
                "t",
                "<p>h</p>",
                Map.of("X-A", "1"),
                List.of(new MessageDraft.Attachment("f", "text/plain", "aGk=", "i")),
                List.of("t1"),
                Instant.parse("2026-11-23T09:00:00Z"),
                "k"));
  }

  @Test
  void leavesOutWhatIsNotGiven() {
    assertThat(read("{\"from\":null}"))
        .isEqualTo(
            new MessageDraft(
                null, null, null, null, null, null, null, null, null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "{\"form\":\"a@b\"}|form",
        "{\"from\":5}|from",
        "{\"to\":[\"a@b\",5]}|to[1]",
        "{\"to\":{}}|to",
        "{\"headers\":[]}|headers",
        "{\"headers\":{\"X\":1}}|headers.X",
        "{\"attachments\":[{\"name\":1}]}|attachments[0].name",
        "{\"attachments\":[{\"nam\":\"x\"}]}|attachments[0].nam",
        "{\"attachments\":[7]}|attachments[0]",
        "{\"sendAt\":\"tomorrow\"}|sendAt",
      })
  void namesTheFieldThatIsWrong(String json, String field) {
    assertThat(refusal(json).problem().field()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "5", "{\"from\":}", "nonsense"})
  void refusesWhatIsNoObject(String json) {
    assertThat(refusal(json).problem().status()).isEqualTo(400);
    assertThat(refusal(json).problem().detail()).startsWith("Not a JSON object");
  }

  @Test
  void refusesABodyOverTheLimit() {
    byte[] body = ("{\"text\":\"" + "x".repeat(1000) + "\"}").getBytes(StandardCharsets.UTF_8);
    ProblemException refusal =
        catchThrowableOfType(
            ProblemException.class,
            () ->
                DraftReader.read(
                    new BoundedBody(
                        new ByteArrayInputStream(body), new BodyLimit(500, "LIMIT", " Advice."))));
    assertThat(refusal.problem().status()).isEqualTo(413);
    assertThat(refusal.problem().detail())
        .isEqualTo("The body is larger than 500 octets (LIMIT). Advice.");
  }

  private static ProblemException refusal(String json) {
    return catchThrowableOfType(ProblemException.class, () -> read(json));
  }

  private static MessageDraft read(String json) {
    return DraftReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
