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
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import org.waypost.operations.QueueJob;
import org.waypost.operations.SelectionFormat;

/** The JSON of jobs over parked mail. */
final class QueueJobView {

  private final SelectionFormat format;

  QueueJobView(SelectionFormat format) {
    this.format = format;
  }

  JsonObjectBuilder job(QueueJob job) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", job.id())
            .add("action", lower(job.action().kind()))
            .add("selection", format.write(job.selection()))
            .add("state", lower(job.state()))
            .add("total", job.total())
            .add("done", job.tally().done())
            .add("inDelivery", job.tally().inDelivery())
            .add("unchanged", job.tally().unchanged())
            .add("failed", job.tally().failed())
            .add("createdAt", job.createdAt().toString());
    job.action().reason().ifPresent(text -> json.add("reason", text));
    job.action().route().ifPresent(name -> json.add("route", name));
    job.createdBy().ifPresent(name -> json.add("createdBy", name));
    job.startedAt().ifPresent(time -> json.add("startedAt", time.toString()));
    job.endedAt().ifPresent(time -> json.add("endedAt", time.toString()));
    return json;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
