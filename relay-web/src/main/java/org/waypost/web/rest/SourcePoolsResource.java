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
import org.waypost.sources.PoolFormat;
import org.waypost.sources.SourcePool;
import org.waypost.sources.SourcePools;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /source-pools}: pools of source addresses. */
@Path("/source-pools")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SourcePoolsResource {

  private static final Set<String> PAGING = Set.of("page", "size");

  @Inject SourcePools pools;
  @Inject PoolFormat format;
  @Context UriInfo uri;

  /** All, a page at a time. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), PAGING);
    return JsonView.page(pools.list(query.page()), this::view).build();
  }

  /** One pool of source addresses. */
  @GET
  @Path("/{name}")
  public JsonObject find(@PathParam("name") String name) {
    return view(pools.find(name).orElseThrow(SourcePoolsResource::notFound)).build();
  }

  /** Makes a pool of source addresses. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    SourcePool pool = format.read(null, definition(body));
    return created(
        pools
            .create(pool)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            409, "There is a pool of source addresses of this name already."))));
  }

  /** Changes a pool of source addresses as a whole, or makes it. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(@PathParam("name") String name, InputStream body) {
    SourcePool pool = format.read(name, definition(body));
    boolean isNew = pools.find(name).isEmpty();
    SourcePools.Stored changed = pools.replace(pool);
    return isNew ? created(changed) : Response.ok(view(changed).build()).build();
  }

  /** Deletes a pool of source addresses that nothing names. */
  @DELETE
  @Path("/{name}")
  public Response delete(@PathParam("name") String name) {
    Deletion deletion = pools.delete(name);
    if (deletion.needed().isPresent()) {
      throw new ProblemException(
          Problem.of(
              409, "The pool of source addresses is needed by " + deletion.needed().get() + "."));
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

  private Response created(SourcePools.Stored made) {
    return Response.created(
            uri.getBaseUriBuilder().path("source-pools").segment(made.pool().name()).build())
        .type(MediaType.APPLICATION_JSON)
        .entity(view(made).build())
        .build();
  }

  private JsonObjectBuilder view(SourcePools.Stored stored) {
    return format
        .write(stored.pool())
        .add("changedAt", stored.changedAt().toString())
        .add("status", Json.createObjectBuilder().add("ready", stored.ready()));
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Problem.of(404, "There is no pool of source addresses of this name."));
  }
}
