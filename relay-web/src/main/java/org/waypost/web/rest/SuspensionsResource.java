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
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.waypost.suspension.Suspended;
import org.waypost.suspension.SuspensionList;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /suspensions}: sites, domains and senders whose mail waits. */
@Path("/suspensions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SuspensionsResource {

  private static final Set<String> PAGING = Set.of("page", "size");

  @Inject SuspensionList suspensions;
  @Context UriInfo uri;
  @Context HttpServletRequest request;

  /** What is suspended, newest first. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), PAGING);
    return JsonView.page(suspensions.list(query.page()), SuspensionsResource::view).build();
  }

  /** One suspension. */
  @GET
  @Path("/{id}")
  public JsonObject find(@PathParam("id") String id) {
    return suspensions
        .find(id)
        .map(found -> view(found).build())
        .orElseThrow(SuspensionsResource::notFound);
  }

  /** Suspends a site, a domain, a sender or everything. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response suspend(InputStream body) {
    SuspensionReader wanted = SuspensionReader.of(JsonBody.small(body));
    Suspended made =
        suspensions
            .suspend(
                wanted.kind(),
                wanted.name(),
                wanted.reason(),
                wanted.until(),
                request.getRemoteUser())
            .orElseThrow(() -> new ProblemException(Problem.of(409, "This is suspended already.")));
    return Response.created(uri.getBaseUriBuilder().path("suspensions").path(made.id()).build())
        .type(MediaType.APPLICATION_JSON)
        .entity(view(made).build())
        .build();
  }

  /** Ends a suspension: what waited goes on. */
  @DELETE
  @Path("/{id}")
  public Response resume(@PathParam("id") String id) {
    if (!suspensions.resume(id, request.getRemoteUser())) {
      throw notFound();
    }
    return Response.noContent().build();
  }

  private static JsonObjectBuilder view(Suspended suspended) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", suspended.id())
            .add("kind", suspended.kind().name().toLowerCase(Locale.ROOT))
            .add("name", suspended.name())
            .add("reason", suspended.reason())
            .add("createdAt", suspended.createdAt().toString());
    suspended.until().ifPresent(time -> json.add("until", time.toString()));
    suspended.createdBy().ifPresent(user -> json.add("createdBy", user));
    return json;
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "There is no suspension with this id."));
  }
}
