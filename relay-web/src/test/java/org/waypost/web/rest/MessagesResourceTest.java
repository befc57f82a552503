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
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.mail.MessageId;
import org.waypost.api.settings.Settings;
import org.waypost.api.smtp.MailContent;
import org.waypost.capture.CapturedMail;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.submission.DraftReader;
import org.waypost.submission.MessageDraft;
import org.waypost.submission.Submissions;
import org.waypost.trace.MessageState;
import org.waypost.trace.MessageSummary;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** What is refused before the application sees it, and what is not deleted. */
final class MessagesResourceTest {

  private static final int LIMIT = 2 * 1024 * 1024;

  @TempDir Path data;
  private final MessagesResource resource = new MessagesResource();
  private final RecordedSubmissions submissions = new RecordedSubmissions();

  @BeforeEach
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  void assemble() {
    resource.settings =
        new Settings(Map.of("WAYPOST_MAX_JSON_SIZE", "2m", "WAYPOST_DATA", data.toString())::get);
    resource.submissions = submissions;
    resource.largeDrafts = new LargeDrafts(Duration.ofMillis(20));
    resource.draftFormat = DraftReader::read;
    resource.uri =
        proxy(
            UriInfo.class, Map.of("getQueryParameters", new MultivaluedHashMap<String, String>()));
    declare(-1);
  }

  @Test
  void refusesJsonThatIsDeclaredTooLargeWithoutReadingIt() {
    declare(LIMIT + 1L);
    ByteArrayInputStream unread = new ByteArrayInputStream(new byte[10]);
    assertTooLarge(refusal(unread));
    assertThat(unread.available()).isEqualTo(10);
  }

  @Test
  void refusesJsonThatTurnsOutTooLarge() {
    assertTooLarge(refusal(draft(LIMIT)));
    assertThat(data.resolve("spool")).isEmptyDirectory();
  }

  @Test
  void asksForAnotherTimeWhileALargeOneIsBeingRead() {
    try (LargeDrafts.Place other = resource.largeDrafts.reserve(LIMIT)) {
      assertThat(other).isNotNull();
      assertThat(refusal(draft((int) LargeDrafts.SMALL)).status()).isEqualTo(503);
    }
    assertThat(submissions.drafts).isEmpty();
    assertThat(data.resolve("spool")).isEmptyDirectory();
  }

  @Test
  void givesThePlaceBackWhenTheJsonIsWrong() {
    String wrong = "{\"form\":\"" + "x".repeat((int) LargeDrafts.SMALL) + "\"}";
    for (int i = 0; i < 2; i++) {
      assertThat(refusal(stream(wrong)).field()).isEqualTo("form");
    }
  }

  @Test
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  void deletesCapturedMailOnly() {
    String delivered = "01m848wvmjhp6n6rjw1fya1mga";
    resource.captured = new NothingCaptured();
    resource.trace = new OneMessageTrace(delivered, MessageState.DELIVERED);
    assertThat(deletionRefusal(delivered).status()).isEqualTo(409);
    assertThat(deletionRefusal("01m848wvmjhp6n6rjw1fya1mgb").status()).isEqualTo(404);
  }

  private Problem deletionRefusal(String id) {
    return catchThrowableOfType(ProblemException.class, () -> resource.delete(id)).problem();
  }

  private void assertTooLarge(Problem problem) {
    assertThat(problem.status()).isEqualTo(413);
    assertThat(problem.detail())
        .contains(Integer.toString(LIMIT), "WAYPOST_MAX_JSON_SIZE", "message/rfc822");
    assertThat(submissions.drafts).isEmpty();
  }

  private Problem refusal(InputStream body) {
    return ProblemMapper.problemOf(catchThrowable(() -> resource.submit(body)));
  }

  private void declare(long length) {
    resource.request = proxy(HttpServletRequest.class, Map.of("getContentLengthLong", length));
  }

  private static InputStream draft(int textLength) {
    return stream("{\"text\":\"" + "x".repeat(textLength) + "\"}");
  }

  private static InputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Answers the methods that are named, and no others. */
  private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (!answers.containsKey(method.getName())) {
                throw new UnsupportedOperationException(method.getName());
              }
              return answers.get(method.getName());
            }));
  }

  private static final class RecordedSubmissions implements Submissions {
    private final List<MessageDraft> drafts = new ArrayList<>();

    @Override
    public MessageId submit(MessageDraft draft, Submitter submitter) {
      drafts.add(draft);
      return new MessageId("01m848wvmjhp6n6rjw1fya1mga");
    }

    @Override
    public MessageId submit(
        String from, List<String> to, MailContent content, Submitter submitter) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class NothingCaptured implements CapturedMail {
    @Override
    public Page<MessageSummary> list(String text, PageRequest page) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean delete(MessageId id) {
      return false;
    }

    @Override
    public int deleteAll() {
      return 0;
    }
  }
}
