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
package org.waypost.submission.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.StringReader;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waypost.api.jms.JmsNames;
import org.waypost.submission.DraftReader;
import org.waypost.submission.InvalidSubmissionException;
import org.waypost.submission.SubmissionOptions;

/** Reads the properties of a submission that is a whole message. */
final class SubmitProperties {

  private static final Set<String> KNOWN =
      Set.of(
          JmsNames.FROM,
          JmsNames.TO,
          JmsNames.TAG,
          JmsNames.TAGS,
          JmsNames.METADATA,
          JmsNames.SEND_AT,
          JmsNames.IDEMPOTENCY_KEY,
          JmsNames.CONTENT);

  /**
   * What Waypost itself writes: mail from a route, or a rejected one, may be handed in as it is.
   */
  private static final Set<String> WRITTEN =
      Set.of(
          JmsNames.ID,
          JmsNames.ERROR,
          JmsNames.FIELD,
          "waypost_subject",
          "waypost_accepted",
          "waypost_message_id",
          "waypost_parsed",
          "waypost_user",
          Rejected.ORIGINAL_ID);

  private SubmitProperties() {}

  /** Refuses what nobody knows, which would be left out in silence otherwise. */
  static void check(Message message) throws JMSException, InvalidSubmissionException {
    for (String name : PropertyNames.of(message)) {
      if (name.startsWith("waypost_")
          && !KNOWN.contains(name)
          && !WRITTEN.contains(name)
          && !name.startsWith(JmsNames.METADATA_PREFIX)) {
        throw new InvalidSubmissionException(name, "there is no such property");
      }
    }
  }

  /** The reverse-path. */
  static String from(Message message) throws JMSException, InvalidSubmissionException {
    String from = message.getStringProperty(JmsNames.FROM);
    if (from == null) {
      throw new InvalidSubmissionException(
          JmsNames.FROM, "has to be given; empty for the null sender");
    }
    return from;
  }

  /** The forward-paths. */
  static List<String> to(Message message) throws JMSException, InvalidSubmissionException {
    String to = message.getStringProperty(JmsNames.TO);
    if (to == null || to.isBlank()) {
      throw new InvalidSubmissionException(JmsNames.TO, "has to be given");
    }
    return addresses(to);
  }

  /** Splits at the commas outside quoted local-parts. */
  static List<String> addresses(String text) {
    List<String> addresses = new ArrayList<>();
    StringBuilder address = new StringBuilder();
    boolean quoted = false;
    boolean escaped = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' && !quoted) {
        addresses.add(address.toString().strip());
        address.setLength(0);
        continue;
      }
      quoted ^= c == '"' && !escaped;
      escaped = quoted && c == '\\' && !escaped;
      address.append(c);
    }
    addresses.add(address.toString().strip());
    return addresses;
  }

  /** Everything beside envelope and content. */
  static SubmissionOptions options(Message message)
      throws JMSException, InvalidSubmissionException {
    return new SubmissionOptions(
        tags(message),
        metadata(message),
        sendAt(message),
        message.getStringProperty(JmsNames.IDEMPOTENCY_KEY));
  }

  private static List<String> tags(Message message) throws JMSException {
    List<String> tags = new ArrayList<>();
    String one = message.getStringProperty(JmsNames.TAG);
    if (one != null) {
      tags.add(one);
    }
    String several = message.getStringProperty(JmsNames.TAGS);
    if (several != null && !several.isBlank()) {
      for (String tag : several.split(",", -1)) {
        tags.add(tag.strip());
      }
    }
    return tags;
  }

  private static Map<String, String> metadata(Message message)
      throws JMSException, InvalidSubmissionException {
    Map<String, String> metadata = new LinkedHashMap<>();
    String json = message.getStringProperty(JmsNames.METADATA);
    if (json != null) {
      metadata.putAll(DraftReader.texts(new StringReader(json), JmsNames.METADATA));
    }
    for (String name : PropertyNames.of(message)) {
      if (name.startsWith(JmsNames.METADATA_PREFIX)) {
        metadata.put(
            name.substring(JmsNames.METADATA_PREFIX.length()), message.getStringProperty(name));
      }
    }
    return metadata;
  }

  private static Instant sendAt(Message message) throws JMSException, InvalidSubmissionException {
    Object value = message.getObjectProperty(JmsNames.SEND_AT);
    if (value instanceof Long millis) {
      return Instant.ofEpochMilli(millis);
    }
    try {
      return value == null ? null : Instant.parse(value.toString());
    } catch (DateTimeParseException e) {
      throw new InvalidSubmissionException(
          JmsNames.SEND_AT,
          "neither a time in ISO 8601, such as 2026-11-23T09:30:00Z, nor a long of milliseconds");
    }
  }
}
