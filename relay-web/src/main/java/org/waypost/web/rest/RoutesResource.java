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
import java.util.Optional;
import java.util.Set;
import org.waypost.definitions.Stored;
import org.waypost.explain.RouteExplainer;
import org.waypost.routing.RouteDefinition;
import org.waypost.routing.RouteFormat;
import org.waypost.routing.Routes;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /routes}: which way mail takes. */
@Path("/routes")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoutesResource {

  private static final Set<String> PAGING = Set.of("page", "size");

  @Inject Routes routes;
  @Inject RouteFormat format;
  @Inject RouteExplainer explainer;
  @Context UriInfo uri;

  /** Routes in the order in which they are looked at. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), PAGING);
    return JsonView.page(routes.list(query.page()), this::view).build();
  }

  /** One route. */
  @GET
  @Path("/{name}")
  public JsonObject find(@PathParam("name") String name) {
    return view(routes.find(name).orElseThrow(RoutesResource::notFound)).build();
  }

  /** Makes a route. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    RouteDefinition definition = format.read(null, definition(body), null);
    return created(
        routes
            .create(definition)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(409, "There is a route of this name already."))));
  }

  /** Changes a route as a whole, or makes it; secrets that are not given stay. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(@PathParam("name") String name, InputStream body) {
    Optional<Stored<RouteDefinition>> before = routes.find(name);
    RouteDefinition definition =
        format.read(name, definition(body), before.map(Stored::definition).orElse(null));
    Stored<RouteDefinition> changed = routes.replace(definition);
    return before.isEmpty() ? created(changed) : Response.ok(view(changed).build()).build();
  }

  /** Deletes a route. */
  @DELETE
  @Path("/{name}")
  public Response delete(@PathParam("name") String name) {
    if (!routes.delete(name)) {
      throw notFound();
    }
    return Response.noContent().build();
  }

  /** Says which way mail would take, and why. */
  @POST
  @Path("/explain")
  @Consumes(MediaType.APPLICATION_JSON)
  public JsonObject explain(InputStream body) {
    return explainer.explain(JsonBody.small(body));
  }

  /** What GET shows may be sent back as it is: what is no part of the definition is left out. */
  private static JsonObject definition(InputStream body) {
    return Json.createObjectBuilder(JsonBody.small(body)).remove("changedAt").build();
  }

  private Response created(Stored<RouteDefinition> made) {
    return Response.created(
            uri.getBaseUriBuilder().path("routes").segment(made.definition().name()).build())
        .type(MediaType.APPLICATION_JSON)
        .entity(view(made).build())
        .build();
  }

  private JsonObjectBuilder view(Stored<RouteDefinition> route) {
    return format.write(route.definition()).add("changedAt", route.changedAt().toString());
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "There is no route of this name."));
  }
}
