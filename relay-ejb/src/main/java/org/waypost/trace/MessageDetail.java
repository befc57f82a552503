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
package org.waypost.trace;

import java.time.Instant;
import java.util.List;
import org.waypost.api.mail.Metadata;

/**
 * Everything that is known about one message.
 *
 * @param summary the line of the list
 * @param headerMessageId the Message-ID header; null without one
 * @param peer address of the client that handed it in; null when Waypost made it
 * @param helo what the client called itself; null when it did not
 * @param user who handed it in, if signed in; else null
 * @param listener name of the listener, or null
 * @param tags given at submission
 * @param metadata noted at submission
 * @param options what its sender asked for it, a word for each, as with MAIL; times are
 *     milliseconds since 1970-01-01T00:00Z
 * @param recipients each recipient with its state
 * @param attempts every delivery attempt, oldest first; bounded to the newest 1,000
 * @param reports what came back about it after it had left, oldest first; at most 1,000
 * @param contentStored whether its bytes can be read now (captured or parked)
 */
public record MessageDetail(
    MessageSummary summary,
    String headerMessageId,
    String peer,
    String helo,
    String user,
    String listener,
    List<String> tags,
    Metadata metadata,
    List<String> options,
    List<Recipient> recipients,
    List<Attempt> attempts,
    List<Report> reports,
    boolean contentStored) {

  /** Copies the lists. */
  public MessageDetail {
    tags = List.copyOf(tags);
    options = List.copyOf(options);
    recipients = List.copyOf(recipients);
    attempts = List.copyOf(attempts);
    reports = List.copyOf(reports);
  }

  /** The same message with what belongs to it. */
  MessageDetail with(
      List<Recipient> to, List<Attempt> made, List<Report> returned, boolean stored) {
    return new MessageDetail(
        summary,
        headerMessageId,
        peer,
        helo,
        user,
        listener,
        tags,
        metadata,
        options,
        to,
        made,
        returned,
        stored);
  }

  /**
   * One recipient.
   *
   * @param address the forward-path
   * @param state where it stands
   * @param lastReply the newest reply for it, or null
   * @param updatedAt when the state was reached
   * @param nextAttemptAt when it is tried again; null when it is not
   * @param category why it was not reached; null when it was, or is not known
   * @param original the address that the message was sent to, before aliases; null when that is the
   *     same, and until the first attempt
   */
  public record Recipient(
      String address,
      MessageState state,
      String lastReply,
      Instant updatedAt,
      Instant nextAttemptAt,
      String category,
      String original) {}

  /**
   * Something that came back.
   *
   * @param id of the mail that said so
   * @param recipient that it is about
   * @param kind bounce, delay, success, complaint or no_complaint
   * @param at when it came in
   * @param category why; null where it does not apply
   * @param reporter who said so; empty when it is not known
   * @param text the reply or reason
   * @param proven whether its writer had the message; else it changes nothing
   */
  public record Report(
      String id,
      String recipient,
      String kind,
      Instant at,
      String category,
      String reporter,
      String text,
      boolean proven) {}

  /**
   * One attempt to deliver to one recipient.
   *
   * @param number 1 is the first
   * @param at when it began
   * @param millis how long it took
   * @param recipient the forward-path
   * @param route name of the route
   * @param host "name[address]:port" of the peer, or null when none was reached
   * @param state DELIVERED, CAPTURED, DEFERRED, BOUNCED or EXPIRED
   * @param reply the peer's reply, or what stood in the way
   * @param tls how the session was secured; null when it did not come to that
   * @param category why it failed; null when it did not
   * @param source "name[address]" of the source address, or the address alone; null when nothing
   *     left
   */
  public record Attempt(
      int number,
      Instant at,
      long millis,
      String recipient,
      String route,
      String host,
      MessageState state,
      String reply,
      TlsFacts tls,
      String category,
      String source) {}
}
