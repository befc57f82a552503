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
package org.waypost.queue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Recipient.Notify;

/**
 * Recipients as two texts, as they are queued and stored: their addresses, one a line, and what was
 * asked for them, in the same lines: {@code NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;bob@example.org}.
 * The second text is null when nothing was asked for any.
 *
 * <p>No address can hold a line feed, and neither NOTIFY nor ORCPT, in xtext, a space.
 */
public final class RecipientsText {

  private RecipientsText() {}

  /** The addresses. */
  public static String addresses(List<Recipient> recipients) {
    if (recipients.size() == 1) {
      return recipients.get(0).address().toString();
    }
    return recipients.stream()
        .map(each -> each.address().toString())
        .collect(Collectors.joining("\n"));
  }

  /** What was asked for them, or null. */
  public static String options(List<Recipient> recipients) {
    if (recipients.stream().noneMatch(Recipient::hasOptions)) {
      return null;
    }
    return recipients.stream().map(RecipientsText::line).collect(Collectors.joining("\n"));
  }

  private static String line(Recipient recipient) {
    List<String> words = new ArrayList<>(2);
    if (!recipient.notifyOn().isEmpty()) {
      words.add("NOTIFY=" + notify(recipient.notifyOn()));
    }
    if (recipient.originalRecipient() != null) {
      words.add("ORCPT=" + Xtext.of(recipient.originalRecipient()));
    }
    return String.join(" ", words);
  }

  /** The value of NOTIFY, always in the same order. */
  public static String notify(Set<Notify> events) {
    return events.stream().sorted().map(Notify::name).collect(Collectors.joining(","));
  }

  /**
   * Reads both texts.
   *
   * @throws IllegalArgumentException when they are something else
   */
  public static List<Recipient> read(String addresses, String options) {
    String[] lines = addresses.split("\n");
    if (options == null) {
      return Arrays.stream(lines).map(line -> Recipient.of(EmailAddress.parse(line))).toList();
    }
    String[] asked = options.split("\n", -1);
    if (asked.length != lines.length) {
      throw new IllegalArgumentException(
          lines.length + " recipients, but options for " + asked.length);
    }
    List<Recipient> recipients = new ArrayList<>(lines.length);
    for (int i = 0; i < lines.length; i++) {
      recipients.add(recipient(EmailAddress.parse(lines[i]), asked[i]));
    }
    return recipients;
  }

  private static Recipient recipient(EmailAddress address, String line) {
    Set<Notify> events = EnumSet.noneOf(Notify.class);
    String original = null;
    for (String word : line.isEmpty() ? new String[0] : line.split(" ")) {
      if (word.startsWith("NOTIFY=")) {
        for (String event : word.substring(7).split(",")) {
          events.add(Notify.valueOf(event));
        }
      } else if (word.startsWith("ORCPT=")) {
        original = Xtext.decode(word.substring(6));
      } else {
        throw new IllegalArgumentException("Not an option of a recipient: " + word);
      }
    }
    return new Recipient(address, events, original);
  }
}
