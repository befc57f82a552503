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

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Set;
import org.waypost.sources.Deletion;
import org.waypost.sources.Source;
import org.waypost.sources.SourceFormat;
import org.waypost.sources.Sources;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /sources}: our own addresses that mail leaves from. */
@Path("/sources")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SourcesResource {

  private static final Set<String> PAGING = Set.of("page", "size");

  @Inject Sources sources;
  @Inject SourceFormat format;
  @Context UriInfo uri;

  /** All, a page at a time. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), PAGING);
    return JsonView.page(sources.list(query.page()), this::view).build();
  }

  /** One source address. */
  @GET
  @Path("/{name}")
  public JsonObject find(@PathParam("name") String name) {
    return view(sources.find(name).orElseThrow(SourcesResource::notFound)).build();
  }

  /** Makes a source address. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    Source source = format.read(null, definition(body));
    return created(
        sources
            .create(source)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(409, "There is a source address of this name already."))));
  }

  /** Changes a source address as a whole, or makes it. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(@PathParam("name") String name, InputStream body) {
    Source source = format.read(name, definition(body));
    boolean isNew = sources.find(name).isEmpty();
    Sources.Stored changed = sources.replace(source);
    return isNew ? created(changed) : Response.ok(view(changed).build()).build();
  }

  /** Deletes a source address that nothing names. */
  @DELETE
  @Path("/{name}")
  public Response delete(@PathParam("name") String name) {
    Deletion deletion = sources.delete(name);
    if (deletion.needed().isPresent()) {
      throw new ProblemException(
          Problem.of(409, "The source address is needed by " + deletion.needed().get() + "."));
    }
    if (!deletion.found()) {
      throw notFound();
    }
    return Response.noContent().build();
  }

  /** What GET shows may be sent back as it is: what is no part of the definition is left out. */
  private static JsonObject definition(InputStream body) {
    return Json.createObjectBuilder(JsonBody.small(body))
        .remove("status")
        .remove("changedAt")
        .build();
  }

  private Response created(Sources.Stored made) {
    return Response.created(
            uri.getBaseUriBuilder().path("sources").segment(made.source().name()).build())
        .type(MediaType.APPLICATION_JSON)
        .entity(view(made).build())
        .build();
  }

  private JsonObjectBuilder view(Sources.Stored stored) {
    return format
        .write(stored.source())
        .add("changedAt", stored.changedAt().toString())
        .add("status", SourceView.status(stored.status()));
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "There is no source address of this name."));
  }
}
