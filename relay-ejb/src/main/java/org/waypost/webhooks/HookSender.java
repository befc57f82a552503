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
package org.waypost.webhooks;

import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waypost.api.mail.MessageId;

/** Makes and signs what is posted. */
final class HookSender {

  /** Octets of a POST, from which on no more events are added to it. */
  private static final int ENOUGH = 512 * 1024;

  private final HookClient client;
  private final InstantSource clock;

  HookSender(HookClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /** How many of these go into one POST; 1 or more. */
  static int fitting(List<DeliveryTable.Pending> pending) {
    int count = 0;
    int size = 0;
    while (count < pending.size() && size < ENOUGH) {
      size += pending.get(count).body().length();
      count++;
    }
    return count;
  }

  /** Posts these events. */
  HookAnswer post(Webhook hook, List<DeliveryTable.Pending> events) {
    return post(
        hook,
        body(hook, events.stream().map(DeliveryTable.Pending::body).toList()),
        Map.of(
            "Waypost-Delivery", String.valueOf(events.get(0).seq()),
            "Waypost-Attempt", String.valueOf(events.get(0).attempts() + 1)));
  }

  /** Posts an event that tells nothing. */
  HookAnswer test(Webhook hook) {
    String event =
        Json.createObjectBuilder()
            .add("id", MessageId.next().value())
            .add("event", "test")
            .add("time", clock.instant().toString())
            .build()
            .toString();
    return post(hook, body(hook, List.of(event)), Map.of());
  }

  private static byte[] body(Webhook hook, List<String> events) {
    String body = hook.batch() == 1 ? events.get(0) : "[" + String.join(",", events) + "]";
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private HookAnswer post(Webhook hook, byte[] body, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Waypost");
    headers.put("Waypost-Webhook", hook.name());
    headers.put(
        "Waypost-Signature", Signature.of(hook.secret(), clock.instant().getEpochSecond(), body));
    headers.putAll(more);
    return client.post(hook.url(), hook.allowPrivate(), headers, body);
  }
}
