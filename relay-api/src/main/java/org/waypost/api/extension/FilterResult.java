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
package org.waypost.api.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.api.mail.Verdict;

/**
 * What a content filter decides, and what it changes. Begin with one of the decisions, and add
 * changes: {@code FilterResult.pass().withHeader(…).withTag("spam")}. Immutable.
 *
 * @param decision what becomes of the message
 * @param reply with {@link Decision#REFUSE}: 4xx or 5xx; else null
 * @param reason for the trace and the log, one line, at most {@value #MAX_REASON} characters; may
 *     be empty
 * @param headers on top of the message, below the {@code Received} field of this relay, the first
 *     one uppermost
 * @param tags that the message gets beside its own, each 1 to {@value #MAX_TAG} characters
 * @param route name of the route that the message is to take; empty for the routes' own choice
 * @param sender the new reverse-path; empty for no change
 * @param recipients the new forward-paths, instead of all; empty for no change
 * @param content writes the message anew; empty for no change
 */
public record FilterResult(
    Decision decision,
    Reply reply,
    String reason,
    List<HeaderField> headers,
    List<String> tags,
    Optional<String> route,
    Optional<EmailAddress> sender,
    Optional<List<Recipient>> recipients,
    Optional<ContentRewriter> content) {

  /** Longest reason. */
  public static final int MAX_REASON = 500;

  /** Longest tag. */
  public static final int MAX_TAG = 64;

  /** What becomes of the message. */
  public enum Decision {
    /** It goes on, to the next filter. */
    PASS,
    /**
     * It is refused. In stage {@code session} the client sees the reply; in stage {@code queued}
     * 5xx returns it to its sender, and 4xx has the filter asked again later.
     */
    REFUSE,
    /** It is taken, and parked until an administrator releases it. */
    HOLD,
    /** It is taken, and dropped; nobody is told but the trace. */
    DISCARD
  }

  /**
   * Checks and copies.
   *
   * @throws IllegalArgumentException when the reply does not go with the decision, or something is
   *     out of its range
   */
  public FilterResult {
    Objects.requireNonNull(decision, "decision");
    if ((decision == Decision.REFUSE) != (reply != null)) {
      throw new IllegalArgumentException("A refusal has a reply, and nothing else has one");
    }
    if (reply != null && !reply.isTemporary() && !reply.isPermanent()) {
      throw new IllegalArgumentException("A refusal is 4xx or 5xx: " + reply);
    }
    reason = oneLine(reason);
    headers = List.copyOf(headers);
    tags = List.copyOf(tags);
    if (!tags.stream().allMatch(FilterResult::isTag)) {
      throw new IllegalArgumentException(
          "A tag has 1 to " + MAX_TAG + " characters, none of them a control character");
    }
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(sender, "sender");
    recipients = recipients.map(List::copyOf);
    if (recipients.isPresent() && recipients.get().isEmpty()) {
      throw new IllegalArgumentException("Mail without recipients is discarded, not passed");
    }
    Objects.requireNonNull(content, "content");
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}]", " ").strip();
    return line.length() > MAX_REASON ? line.substring(0, MAX_REASON) : line;
  }

  private static boolean isTag(String tag) {
    return !tag.isBlank()
        && tag.length() <= MAX_TAG
        && tag.chars().noneMatch(Character::isISOControl);
  }

  private static FilterResult of(Decision decision, Reply reply, String reason) {
    return new FilterResult(
        decision,
        reply,
        reason,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The message goes on. */
  public static FilterResult pass() {
    return of(Decision.PASS, null, "");
  }

  /** The message is refused with the reply of this verdict. */
  public static FilterResult refuse(Verdict verdict) {
    return of(Decision.REFUSE, verdict.reply(), verdict.reply().text());
  }

  /** The message is held for this reason. */
  public static FilterResult hold(String reason) {
    return of(Decision.HOLD, null, reason);
  }

  /** The message is dropped for this reason. */
  public static FilterResult discard(String reason) {
    return of(Decision.DISCARD, null, reason);
  }

  /** With a header field below those there are. */
  public FilterResult withHeader(String name, String value) {
    return with(
        and(headers, new HeaderField(name, value)), tags, route, sender, recipients, content);
  }

  /** With one more tag. */
  public FilterResult withTag(String tag) {
    return with(headers, and(tags, tag), route, sender, recipients, content);
  }

  /** Redirected to a route. */
  public FilterResult withRoute(String name) {
    return with(headers, tags, Optional.of(name), sender, recipients, content);
  }

  /** With another reverse-path. */
  public FilterResult withSender(EmailAddress address) {
    return with(headers, tags, route, Optional.of(address), recipients, content);
  }

  /** With these forward-paths instead of all that there are. */
  public FilterResult withRecipients(List<Recipient> all) {
    return with(headers, tags, route, sender, Optional.of(all), content);
  }

  /** With the message written anew; added header fields go on top of it. */
  public FilterResult withContent(ContentRewriter rewriter) {
    return with(headers, tags, route, sender, recipients, Optional.of(rewriter));
  }

  private FilterResult with(
      List<HeaderField> newHeaders,
      List<String> newTags,
      Optional<String> newRoute,
      Optional<EmailAddress> newSender,
      Optional<List<Recipient>> newRecipients,
      Optional<ContentRewriter> newContent) {
    return new FilterResult(
        decision,
        reply,
        reason,
        newHeaders,
        newTags,
        newRoute,
        newSender,
        newRecipients,
        newContent);
  }

  private static <T> List<T> and(List<T> list, T one) {
    List<T> more = new ArrayList<>(list);
    more.add(one);
    return more;
  }
}
