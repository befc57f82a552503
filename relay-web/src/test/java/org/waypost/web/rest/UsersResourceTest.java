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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.identity.Role;
import org.waypost.identity.User;
import org.waypost.identity.UserProfile;
import org.waypost.identity.Users;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.web.problem.ProblemException;

/** What the calls on users take and answer. */
final class UsersResourceTest {

  private static final Instant THEN = Instant.parse("2026-11-23T09:30:00Z");

  private static InputStream body(String json) {
    return new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  private static UsersResource answering(Users.Outcome outcome) {
    UsersResource resource = new UsersResource();
    resource.users = new FixedUsers(outcome);
    return resource;
  }

  @Test
  void showsNoSecrets() {
    assertThat(answering(Users.Outcome.DONE).find("ann").toString())
        .isEqualTo(
            "{\"name\":\"ann\",\"roles\":[\"administrator\",\"submitter\"],"
                + "\"addresses\":[\"ann@x.example\"],\"disabled\":false,"
                + "\"createdAt\":\"2026-11-23T09:30:00Z\"}");
  }

  @Test
  void takesBackWhatItShowed() {
    UsersResource resource = answering(Users.Outcome.DONE);

    assertThat(resource.replace("ann", body(resource.find("ann").toString())))
        .isEqualTo(resource.find("ann"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name': 'ann', 'password': 'correct horse', 'role': 'submitter'} | role",
        "{'name': 7, 'password': 'correct horse', 'roles': ['submitter']} | name",
        "{'password': 'correct horse', 'roles': ['submitter']} | name",
        "{'name': 'ann', 'roles': ['submitter']} | password",
        "{'name': 'ann', 'password': 'correct horse', 'roles': 'submitter'} | roles",
        "{'name': 'ann', 'password': 'correct horse', 'roles': ['submitter', 'root']} | roles[1]",
        "{'name': 'ann', 'password': 'correct horse', 'roles': ['submitter'], 'addresses': [1]} | addresses[0]",
        "{'name': 'ann', 'password': 'correct horse', 'roles': ['submitter'], 'disabled': 'no'} | disabled",
      })
  void namesTheFieldThatMakesNoSense(String json, String field) {
    UsersResource resource = answering(Users.Outcome.DONE);

    ProblemException refusal =
        catchThrowableOfType(ProblemException.class, () -> resource.create(body(json)));

    assertThat(refusal.problem().status()).isEqualTo(400);
    assertThat(refusal.problem().field()).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "NO_SUCH_USER, 404",
    "NAME_TAKEN, 409",
    "ADDRESS_TAKEN, 409",
    "LAST_ADMINISTRATOR, 409",
    "BUSY, 503"
  })
  void tellsWhyNothingWasChanged(Users.Outcome outcome, int status) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> answering(outcome).delete("ann"))
        .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(status));
  }

  @Test
  void refusesAnotherName() {
    UsersResource resource = answering(Users.Outcome.DONE);
    String json = "{'name': 'bob', 'roles': ['submitter']}";

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> resource.replace("ann", body(json)))
        .satisfies(refusal -> assertThat(refusal.problem().field()).isEqualTo("name"));
  }

  @Test
  void readsNoEndlessBody() {
    UsersResource resource = answering(Users.Outcome.DONE);
    String json = "{'name': '" + "a".repeat(JsonBody.MAX_OCTETS) + "'}";

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> resource.create(body(json)))
        .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(413));
  }

  private record FixedUsers(Outcome outcome) implements Users {
    @Override
    public Page<User> list(String text, PageRequest page) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<User> find(String name) {
      return Optional.of(
          new User(
              name,
              Set.of(Role.SUBMITTER, Role.ADMINISTRATOR),
              List.of("ann@x.example"),
              false,
              THEN,
              null,
              null));
    }

    @Override
    public Outcome create(String name, String password, UserProfile profile) {
      return outcome;
    }

    @Override
    public Outcome replace(String name, Optional<String> password, UserProfile profile) {
      return outcome;
    }

    @Override
    public Outcome delete(String name) {
      return outcome;
    }
  }
}
