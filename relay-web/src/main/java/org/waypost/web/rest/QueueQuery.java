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
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.waypost.operations.SelectionFormat;
import org.waypost.paging.PageRequest;
import org.waypost.parking.ListOrder;
import org.waypost.parking.Selection;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** What a list of parked mail is asked for. */
record QueueQuery(
    Selection selection, ListOrder order, Optional<ListOrder.Place> after, PageRequest page) {

  /** The members of a selection that are one text. */
  static final List<String> FILTERS =
      List.of(
          "site",
          "destination",
          "domain",
          "sender",
          "tag",
          "replyContains",
          "state",
          "newerThan",
          "olderThan",
          "acceptedAfter",
          "acceptedBefore");

  static QueueQuery of(MultivaluedMap<String, String> parameters, SelectionFormat format) {
    Set<String> known = new TreeSet<>(FILTERS);
    known.addAll(Set.of("page", "size", "sort", "after"));
    QueryParameters query = new QueryParameters(parameters, known);
    ListOrder order = query.oneOf("sort", ListOrder.class);
    return new QueueQuery(
        selection(query, format),
        order == null ? ListOrder.DUE : order,
        after(query),
        query.page());
  }

  private static Optional<ListOrder.Place> after(QueryParameters query) {
    String text = query.text("after");
    if (text == null) {
      return Optional.empty();
    }
    if (query.text("page") != null) {
      throw new ProblemException(Problem.invalid("after", "Either a page, or after."));
    }
    return Optional.of(
        ListOrder.Place.parse(text)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.invalid("after", "Not what next of another answer said."))));
  }

  /** The selection of the filters that are given; everything without one. */
  static Selection selection(QueryParameters query, SelectionFormat format) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    for (String name : FILTERS) {
      String text = query.text(name);
      if (text != null) {
        json.add(name, text);
      }
    }
    JsonObject members = json.build();
    return members.isEmpty() ? Selection.ALL : format.read(members);
  }
}
