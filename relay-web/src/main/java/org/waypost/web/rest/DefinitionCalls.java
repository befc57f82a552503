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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.waypost.definitions.Definitions;
import org.waypost.definitions.Stored;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/**
 * The calls on definitions of one kind, to which a resource gives a path.
 *
 * @param definitions that are read and changed
 * @param write a definition as JSON
 * @param read a definition of that name, or of the one that it gives when that is null
 * @param path of the kind below {@code /api/v1}
 * @param called what one is called in a sentence, such as {@code shaping rule}
 * @param areShipped whether there are some that are shipped, which is told then
 */
record DefinitionCalls<T>(
    Definitions<T> definitions,
    Function<T, JsonObjectBuilder> write,
    BiFunction<String, JsonObject, T> read,
    String path,
    String called,
    boolean areShipped) {

  private static final Set<String> PAGING = Set.of("page", "size");

  /** In the order in which they are looked at. */
  JsonObject list(UriInfo uri) {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), PAGING);
    return JsonView.page(definitions.list(query.page()), this::view).build();
  }

  JsonObject find(String name) {
    return view(stored(name)).build();
  }

  Response create(UriInfo uri, InputStream body) {
    T definition = read.apply(null, definition(body));
    return created(
        uri,
        definitions
            .create(definition)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(409, "There is a " + called + " of this name already."))));
  }

  /** One that is shipped is stood in for. */
  Response replace(UriInfo uri, String name, InputStream body) {
    T definition = read.apply(name, definition(body));
    boolean isNew = definitions.find(name).isEmpty();
    Stored<T> changed = definitions.replace(definition);
    return isNew ? created(uri, changed) : Response.ok(view(changed).build()).build();
  }

  /** One that is shipped is again as it was. */
  Response delete(String name) {
    Stored<T> stored = stored(name);
    if (!definitions.delete(name) && stored.shipped()) {
      throw new ProblemException(
          Problem.of(
              409,
              "The "
                  + called
                  + " is as it is shipped, and cannot be deleted; disable it instead."));
    }
    return Response.noContent().build();
  }

  /** What GET shows may be sent back as it is: what is no part of the definition is left out. */
  private JsonObject definition(InputStream body) {
    JsonObjectBuilder json = Json.createObjectBuilder(JsonBody.small(body)).remove("changedAt");
    return (areShipped ? json.remove("shipped") : json).build();
  }

  private Response created(UriInfo uri, Stored<T> made) {
    JsonObject json = view(made).build();
    return Response.created(
            uri.getBaseUriBuilder().path(path).segment(json.getString("name")).build())
        .type(MediaType.APPLICATION_JSON)
        .entity(json)
        .build();
  }

  private JsonObjectBuilder view(Stored<T> stored) {
    JsonObjectBuilder json = write.apply(stored.definition());
    if (areShipped) {
      json.add("shipped", stored.shipped());
    }
    return stored.changedAt() == null ? json : json.add("changedAt", stored.changedAt().toString());
  }

  private Stored<T> stored(String name) {
    return definitions
        .find(name)
        .orElseThrow(
            () ->
                new ProblemException(Problem.of(404, "There is no " + called + " of this name.")));
  }
}
