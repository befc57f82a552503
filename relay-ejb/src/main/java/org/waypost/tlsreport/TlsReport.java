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
package org.waypost.tlsreport;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.waypost.tlsreport.TlsResultTable.Counted;

/**
 * A report (RFC 8460 4.4).
 *
 * @param key what it is about
 * @param id unique
 * @param submitter name of the host that reports
 * @param contact whom to ask about it
 * @param results what was counted
 */
record TlsReport(
    TlsReportKey key, String id, String submitter, String contact, List<Counted> results) {

  JsonObject json() {
    Map<String, List<Counted>> byPolicy = new LinkedHashMap<>();
    for (Counted each : results) {
      byPolicy.computeIfAbsent(each.result().policyType(), type -> new ArrayList<>()).add(each);
    }
    JsonArrayBuilder policies = Json.createArrayBuilder();
    byPolicy.forEach((type, counted) -> policies.add(policy(type, counted)));
    return Json.createObjectBuilder()
        .add("organization-name", submitter)
        .add(
            "date-range",
            Json.createObjectBuilder()
                .add("start-datetime", key.day() + "T00:00:00Z")
                .add("end-datetime", key.day() + "T23:59:59Z"))
        .add("contact-info", contact)
        .add("report-id", id)
        .add("policies", policies)
        .build();
  }

  private JsonObjectBuilder policy(String type, List<Counted> counted) {
    String text =
        counted.stream()
            .map(each -> each.result().policy())
            .filter(it -> !it.isEmpty())
            .findFirst()
            .orElse("");
    JsonObjectBuilder policy =
        Json.createObjectBuilder().add("policy-type", type).add("policy-domain", key.domain());
    if (!text.isEmpty()) {
      JsonArrayBuilder lines = Json.createArrayBuilder();
      JsonArrayBuilder hosts = Json.createArrayBuilder();
      boolean named = false;
      for (String line : text.split("\n")) {
        lines.add(line);
        if (line.startsWith("mx: ")) {
          hosts.add(line.substring(4));
          named = true;
        }
      }
      policy.add("policy-string", lines);
      if (named) {
        policy.add("mx-host", hosts);
      }
    }
    long successes = 0;
    long failures = 0;
    JsonArrayBuilder details = Json.createArrayBuilder();
    for (Counted each : counted) {
      if (each.result().failure().isEmpty()) {
        successes += each.sessions();
      } else {
        failures += each.sessions();
        details.add(detail(each));
      }
    }
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("policy", policy)
            .add(
                "summary",
                Json.createObjectBuilder()
                    .add("total-successful-session-count", successes)
                    .add("total-failure-session-count", failures));
    return failures > 0 ? json.add("failure-details", details) : json;
  }

  private static JsonObjectBuilder detail(Counted each) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("result-type", each.result().failure());
    if (!each.result().mx().isEmpty()) {
      json.add("receiving-mx-hostname", each.result().mx());
    }
    if (!each.result().address().isEmpty()) {
      json.add("receiving-ip", each.result().address());
    }
    return json.add("failed-session-count", each.sessions());
  }

  /** The JSON, packed. */
  byte[] packed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(json().toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Memory can be written to", e);
    }
    return out.toByteArray();
  }

  /** RFC 8460 5.1: {@code submitter!domain!begin!end!id.json.gz}. */
  String fileName() {
    long begin = key.day().atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    return submitter
        + "!"
        + key.domain()
        + "!"
        + begin
        + "!"
        + (begin + 86_399)
        + "!"
        + id
        + ".json.gz";
  }
}
