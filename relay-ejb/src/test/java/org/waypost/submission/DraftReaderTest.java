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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DraftReaderTest {

  @Test
  void readsEveryField() throws Exception {
    MessageDraft draft =
        read(
            """
            {"from":"A <a@x.example>","to":["b@x.example"],"cc":"c@x.example","bcc":[],
             "subject":"Grüße","text":"t","html":"<p>h</p>","headers":{"X-A":"1"},
             "attachments":[{"name":"f","contentType":"text/plain","content":"aGk=","contentId":"i"}],
             "tags":["t1"],"metadata":{"order":"7"},"sendAt":"2026-11-23T10:00:00+01:00","idempotencyKey":"k"}
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
                Map.of("order", "7"),
                Instant.parse("2026-11-23T09:00:00Z"),
                "k"));
  }

  @Test
  void leavesOutWhatIsNotGiven() throws Exception {
    assertThat(read("{\"from\":null}"))
        .isEqualTo(
            new MessageDraft(
                null, null, null, null, null, null, null, null, null, null, null, null, null));
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
        "{\"metadata\":{\"a\":{}}}|metadata.a",
        "{\"sendAt\":\"tomorrow\"}|sendAt",
      })
  void namesTheFieldThatIsWrong(String json, String field) {
    assertThat(refusal(json).field()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "5", "{\"from\":}", "nonsense"})
  void refusesWhatIsNoObject(String json) {
    assertThat(refusal(json)).hasMessageStartingWith("Not a JSON object");
    assertThat(refusal(json).field()).isNull();
  }

  private static InvalidSubmissionException refusal(String json) {
    return catchThrowableOfType(InvalidSubmissionException.class, () -> read(json));
  }

  private static MessageDraft read(String json) throws InvalidSubmissionException {
    return DraftReader.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
