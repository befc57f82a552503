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
package org.waypost.operations;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.settings.DurationText;
import org.waypost.json.InvalidMemberException;
import org.waypost.json.JsonMembers;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.Selection;

/** Reads and writes selections. */
public final class JsonSelectionFormat implements SelectionFormat {

  private final Clock clock;

  /** Ages count from this clock's time. */
  public JsonSelectionFormat(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Selection read(JsonObject json) {
    JsonMembers members = JsonMembers.of(json);
    boolean all = members.flag("all", false);
    Selection selection =
        new Selection(
            ids(members),
            text(members, "site", 320),
            text(members, "destination", 320),
            Optional.ofNullable(members.text("domain", null, JsonSelectionFormat::domain)),
            Optional.ofNullable(members.text("sender", null, JsonSelectionFormat::sender)),
            text(members, "tag", 200),
            text(members, "replyContains", 500),
            Optional.ofNullable(members.oneOf("state", null, ParkedEntry.State.class)),
            latest(time(members, "acceptedAfter"), age(members, "newerThan")),
            earliest(time(members, "acceptedBefore"), age(members, "olderThan")));
    members.end();
    if (all && !selection.isEverything()) {
      throw new InvalidMemberException("all", "either all, or a selection");
    }
    if (!all && selection.isEverything()) {
      throw new InvalidMemberException(
          "selection", "selects nothing in particular; everything is {\"all\": true}");
    }
    return selection;
  }

  @Override
  public JsonObject write(Selection selection) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    if (selection.isEverything()) {
      return json.add("all", true).build();
    }
    if (!selection.ids().isEmpty()) {
      JsonArrayBuilder ids = Json.createArrayBuilder();
      selection.ids().forEach(id -> ids.add(id.value()));
      json.add("ids", ids);
    }
    selection.site().ifPresent(value -> json.add("site", value));
    selection.destination().ifPresent(value -> json.add("destination", value));
    selection.domain().ifPresent(value -> json.add("domain", value));
    selection.sender().ifPresent(value -> json.add("sender", value.isEmpty() ? "<>" : value));
    selection.tag().ifPresent(value -> json.add("tag", value));
    selection.reply().ifPresent(value -> json.add("replyContains", value));
    selection.state().ifPresent(value -> json.add("state", value.name().toLowerCase(Locale.ROOT)));
    selection.acceptedAfter().ifPresent(value -> json.add("acceptedAfter", value.toString()));
    selection.acceptedBefore().ifPresent(value -> json.add("acceptedBefore", value.toString()));
    return json.build();
  }

  private static List<MessageId> ids(JsonMembers members) {
    List<MessageId> ids = members.texts("ids", List.of(), MessageId::new);
    if (ids.size() > Selection.MOST_IDS) {
      throw members.fault("ids", "at most " + Selection.MOST_IDS);
    }
    return ids;
  }

  private static Optional<String> text(JsonMembers members, String name, int most) {
    return Optional.ofNullable(
        members.text(
            name,
            null,
            text -> {
              if (text.isBlank() || text.length() > most) {
                throw new IllegalArgumentException("a text of 1 to " + most + " characters");
              }
              return text;
            }));
  }

  private static String domain(String text) {
    return EmailAddress.parse("x@" + text).domain();
  }

  /** In the spelling in which senders are stored. */
  private static String sender(String text) {
    if (text.equals("<>")) {
      return "";
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("an address, @ and a domain, or <>");
    }
    return text.startsWith("@")
        ? "@" + domain(text.substring(1))
        : EmailAddress.parse(text).toString();
  }

  private static Optional<Instant> time(JsonMembers members, String name) {
    return Optional.ofNullable(
        members.text(
            name,
            null,
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                    "a time in ISO 8601, such as 2026-11-23T09:30:00Z", e);
              }
            }));
  }

  private Optional<Instant> age(JsonMembers members, String name) {
    Function<String, Instant> ago = text -> clock.instant().minus(DurationText.parse(text));
    return Optional.ofNullable(members.text(name, null, ago));
  }

  private static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
    return one.isPresent() && (other.isEmpty() || one.get().isAfter(other.get())) ? one : other;
  }

  private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
    return one.isPresent() && (other.isEmpty() || one.get().isBefore(other.get())) ? one : other;
  }
}
