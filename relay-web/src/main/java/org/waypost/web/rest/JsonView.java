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

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.waypost.api.mail.Metadata;
import org.waypost.paging.Page;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedMail;
import org.waypost.stats.Statistics;
import org.waypost.trace.MessageDetail;
import org.waypost.trace.MessageSummary;
import org.waypost.trace.TlsFacts;

/**
 * The JSON of what the services return. Names in lower case, times in ISO 8601 and UTC; what is not
 * known is left out rather than null.
 */
public final class JsonView {

  private JsonView() {}

  static <T> JsonObjectBuilder page(Page<T> page, Function<T, JsonObjectBuilder> item) {
    return Json.createObjectBuilder()
        .add("items", array(page.items(), item))
        .add("page", page.request().number())
        .add("size", page.request().size())
        .add("pages", page.pages())
        .add("total", page.total())
        .add("totalIsLowerBound", page.isTotalCapped());
  }

  static JsonObjectBuilder summary(MessageSummary message) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", message.id().value())
            .add("acceptedAt", message.acceptedAt().toString())
            .add("source", lower(message.source()))
            .add("from", message.sender())
            .add("to", message.recipients())
            .add("recipientCount", message.recipientCount())
            .add("subject", message.subject())
            .add("size", message.size())
            .add("state", lower(message.state()));
    return put(json, "lastReply", message.lastReply());
  }

  static JsonObjectBuilder detail(MessageDetail message) {
    JsonObjectBuilder json = summary(message.summary());
    put(json, "messageId", message.headerMessageId());
    put(json, "peer", message.peer());
    put(json, "helo", message.helo());
    put(json, "user", message.user());
    put(json, "listener", message.listener());
    return json.add("tags", Json.createArrayBuilder(message.tags()))
        .add("metadata", metadata(message.metadata()))
        .add("options", Json.createArrayBuilder(message.options()))
        .add("recipients", array(message.recipients(), JsonView::recipient))
        .add("attempts", array(message.attempts(), JsonView::attempt))
        .add("reports", array(message.reports(), JsonView::report))
        .add("contentStored", message.contentStored());
  }

  private static JsonObjectBuilder metadata(Metadata metadata) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    metadata.entries().forEach(json::add);
    return json;
  }

  static JsonObjectBuilder parked(ParkedEntry entry) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", entry.id().value())
            .add("group", entry.group())
            .add("from", entry.sender())
            .add("to", Json.createArrayBuilder(entry.recipients()))
            .add("subject", entry.subject())
            .add("route", entry.route())
            .add("destination", entry.destination())
            .add("state", lower(entry.state()))
            .add("attempts", entry.attempts())
            .add("size", entry.size());
    put(json, "acceptedAt", entry.acceptedAt());
    put(json, "dueAt", entry.dueAt());
    put(json, "expiresAt", entry.expiresAt());
    put(json, "site", entry.site());
    put(json, "redirect", entry.redirect());
    put(json, "note", entry.note());
    json.add("tags", Json.createArrayBuilder(entry.tags()));
    return put(json, "lastReply", entry.lastReply());
  }

  static JsonObjectBuilder count(ParkedMail.Count count) {
    return Json.createObjectBuilder()
        .add("destination", count.destination())
        .add("state", lower(count.state()))
        .add("messages", count.messages());
  }

  /** The figures, as {@code GET /stats} and the console's live figures show them. */
  public static JsonObjectBuilder stats(Statistics.Snapshot figures) {
    return Json.createObjectBuilder()
        .add("at", figures.at().toString())
        .add("startedAt", figures.startedAt().toString())
        .add(
            "totals",
            Json.createObjectBuilder()
                .add("accepted", figures.accepted())
                .add("refused", figures.refused())
                .add("delivered", figures.delivered())
                .add("captured", figures.captured())
                .add("deferred", figures.deferred())
                .add("bounced", figures.bounced())
                .add("uncertain", figures.uncertain()))
        .add("queued", figures.queued())
        .add("parked", figures.parked())
        .add("oldestParkedSeconds", figures.oldestParkedSeconds())
        .add("perSecond", array(figures.perSecond(), JsonView::second));
  }

  static <T> JsonArray array(List<T> items, Function<T, JsonObjectBuilder> item) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    items.forEach(one -> array.add(item.apply(one)));
    return array.build();
  }

  private static JsonObjectBuilder recipient(MessageDetail.Recipient recipient) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("address", recipient.address())
            .add("state", lower(recipient.state()));
    put(json, "lastReply", recipient.lastReply());
    put(json, "category", recipient.category());
    put(json, "updatedAt", recipient.updatedAt());
    put(json, "original", recipient.original());
    return put(json, "nextAttemptAt", recipient.nextAttemptAt());
  }

  private static JsonObjectBuilder tls(TlsFacts tls) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    put(json, "version", tls.version());
    put(json, "cipher", tls.cipher());
    return json.add("policy", tls.policy()).add("verdict", tls.verdict());
  }

  private static JsonObjectBuilder report(MessageDetail.Report report) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", report.id())
            .add("kind", report.kind())
            .add("at", report.at().toString())
            .add("recipient", report.recipient())
            .add("text", report.text())
            .add("proven", report.proven());
    put(json, "category", report.category());
    return put(json, "reporter", report.reporter());
  }

  private static JsonObjectBuilder attempt(MessageDetail.Attempt attempt) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("number", attempt.number())
            .add("at", attempt.at().toString())
            .add("millis", attempt.millis())
            .add("recipient", attempt.recipient())
            .add("state", lower(attempt.state()));
    put(json, "route", attempt.route());
    put(json, "host", attempt.host());
    put(json, "source", attempt.source());
    if (attempt.tls() != null) {
      json.add("tls", tls(attempt.tls()));
    }
    put(json, "reply", attempt.reply());
    return put(json, "category", attempt.category());
  }

  private static JsonObjectBuilder second(Statistics.Second second) {
    return Json.createObjectBuilder()
        .add("epochSecond", second.epochSecond())
        .add("accepted", second.accepted())
        .add("delivered", second.delivered())
        .add("deferred", second.deferred())
        .add("bounced", second.bounced());
  }

  static JsonObjectBuilder put(JsonObjectBuilder json, String name, String value) {
    return value == null ? json : json.add(name, value);
  }

  private static JsonObjectBuilder put(JsonObjectBuilder json, String name, Instant value) {
    return value == null ? json : json.add(name, value.toString());
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
