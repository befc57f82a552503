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
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.waypost.paging.Page;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedMail;
import org.waypost.parking.QueueShape;

/** The JSON of lists of parked mail, and of its shape. */
final class QueueListView {

  private QueueListView() {}

  /** The entries, and in {@code next} where a full page ends. */
  static JsonObjectBuilder of(QueueQuery query, ParkedMail parked) {
    int size = query.page().size();
    JsonObjectBuilder json;
    List<ParkedEntry> items;
    if (query.after().isPresent()) {
      items = parked.behind(query.selection(), query.order(), query.after().get(), size);
      json =
          Json.createObjectBuilder()
              .add("items", JsonView.array(items, JsonView::parked))
              .add("size", size);
    } else {
      Page<ParkedEntry> page = parked.page(query.selection(), query.order(), query.page());
      items = page.items();
      json = JsonView.page(page, JsonView::parked);
    }
    if (items.size() == size) {
      json.add("next", query.order().behind(items.get(size - 1)).toString());
    }
    return json;
  }

  static JsonObjectBuilder shape(QueueShape shape) {
    JsonArrayBuilder minutes = Json.createArrayBuilder();
    QueueShape.MINUTES.forEach(minutes::add);
    return Json.createObjectBuilder()
        .add("at", shape.at().toString())
        .add("minutes", minutes)
        .add("rows", JsonView.array(shape.rows(), QueueListView::row));
  }

  private static JsonObjectBuilder row(QueueShape.Row row) {
    JsonArrayBuilder byAge = Json.createArrayBuilder();
    row.byAge().forEach(byAge::add);
    return Json.createObjectBuilder()
        .add("name", row.name())
        .add("groups", row.groups())
        .add("byAge", byAge);
  }
}
