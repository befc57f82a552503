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
import org.waypost.sources.SourceStatus;

/** The JSON of how this node sees a source address. */
final class SourceView {

  private SourceView() {}

  static JsonObjectBuilder status(SourceStatus status) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("state", state(status.state()))
            .add("day", status.day().toString())
            .add("used", status.used());
    if (!status.why().isEmpty()) {
      json.add("why", status.why());
    }
    if (status.limit() != null) {
      json.add("limit", status.limit());
    }
    if (!status.sites().isEmpty()) {
      json.add("sites", JsonView.array(status.sites(), SourceView::site));
    }
    if (!status.rests().isEmpty()) {
      json.add("rests", JsonView.array(status.rests(), SourceView::rest));
    }
    return json;
  }

  private static String state(SourceStatus.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static JsonObjectBuilder site(SourceStatus.SiteCount site) {
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("name", site.name()).add("used", site.used());
    return site.limit() == null ? json : json.add("limit", site.limit());
  }

  private static JsonObjectBuilder rest(SourceStatus.Rest rest) {
    return Json.createObjectBuilder()
        .add("site", rest.site())
        .add("until", rest.until().toString())
        .add("reply", rest.reply());
  }
}
