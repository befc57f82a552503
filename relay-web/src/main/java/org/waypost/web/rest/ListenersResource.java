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
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.listeners.Listener;
import org.waypost.listeners.ListenerFormat;
import org.waypost.listeners.Listeners;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /listeners}: where mail comes in by SMTP. */
@Path("/listeners")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ListenersResource {

  private static final Set<String> PAGING = Set.of("page", "size");

  @Inject Listeners listeners;
  @Inject ListenerFormat format;
  @Context UriInfo uri;

  /** Listeners by name, with what this node makes of them. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), PAGING);
    ListenerView view = new ListenerView(format);
    return JsonView.page(listeners.list(query.page()), view::listener).build();
  }

  /** One listener. */
  @GET
  @Path("/{name}")
  public JsonObject find(@PathParam("name") String name) {
    return json(listeners.find(name));
  }

  /** Makes a listener. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    ListenerDefinition definition = format.read(null, definition(body));
    Listener made =
        listeners
            .create(definition)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(409, "There is a listener of this name already.")));
    return created(made);
  }

  /** Changes a listener as a whole, or makes it. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(@PathParam("name") String name, InputStream body) {
    ListenerDefinition definition = format.read(name, definition(body));
    boolean isNew = listeners.find(name).isEmpty();
    Listener changed = listeners.replace(definition);
    return isNew ? created(changed) : Response.ok(view(changed)).build();
  }

  /** Deletes a listener. */
  @DELETE
  @Path("/{name}")
  public Response delete(@PathParam("name") String name) {
    if (!listeners.delete(name)) {
      throw notFound();
    }
    return Response.noContent().build();
  }

  /** Takes no more connections; sessions go on. */
  @POST
  @Path("/{name}/pause")
  public JsonObject pause(@PathParam("name") String name) {
    return json(listeners.pause(name));
  }

  /** Takes connections again. */
  @POST
  @Path("/{name}/resume")
  public JsonObject resume(@PathParam("name") String name) {
    return json(listeners.resume(name));
  }

  /** Takes no more connections, and ends sessions as soon as they have no transaction. */
  @POST
  @Path("/{name}/drain")
  public JsonObject drain(@PathParam("name") String name) {
    return json(listeners.drain(name));
  }

  /** What GET shows may be sent back as it is: what is no part of the definition is left out. */
  private static JsonObject definition(InputStream body) {
    return Json.createObjectBuilder(JsonBody.small(body))
        .remove("status")
        .remove("changedAt")
        .build();
  }

  private Response created(Listener made) {
    return Response.created(
            uri.getBaseUriBuilder().path("listeners").path(made.definition().name()).build())
        .type(MediaType.APPLICATION_JSON)
        .entity(view(made))
        .build();
  }

  private JsonObject json(Optional<Listener> listener) {
    return view(listener.orElseThrow(ListenersResource::notFound));
  }

  private JsonObject view(Listener listener) {
    return new ListenerView(format).listener(listener).build();
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "There is no listener of this name."));
  }
}
