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
import org.waypost.definitions.Stored;
import org.waypost.scheduling.ShapingFormat;
import org.waypost.scheduling.ShapingRule;
import org.waypost.scheduling.ShapingRules;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /shaping}: how destination sites are treated. */
@Path("/shaping")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ShapingResource {

  private static final Set<String> PAGING = Set.of("page", "size");

  @Inject ShapingRules rules;
  @Inject ShapingFormat format;
  @Context UriInfo uri;

  /** Rules in the order in which they are looked at. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), PAGING);
    return JsonView.page(rules.list(query.page()), this::view).build();
  }

  /** One rule. */
  @GET
  @Path("/{name}")
  public JsonObject find(@PathParam("name") String name) {
    return view(rules.find(name).orElseThrow(ShapingResource::notFound)).build();
  }

  /** Makes a rule. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    ShapingRule rule = format.read(null, definition(body));
    return created(
        rules
            .create(rule)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(409, "There is a shaping rule of this name already."))));
  }

  /** Changes a rule as a whole, or makes it; one that is shipped is stood in for. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(@PathParam("name") String name, InputStream body) {
    ShapingRule rule = format.read(name, definition(body));
    boolean isNew = rules.find(name).isEmpty();
    Stored<ShapingRule> changed = rules.replace(rule);
    return isNew ? created(changed) : Response.ok(view(changed).build()).build();
  }

  /** Deletes a rule; one that is shipped is again as it was. */
  @DELETE
  @Path("/{name}")
  public Response delete(@PathParam("name") String name) {
    Stored<ShapingRule> rule = rules.find(name).orElseThrow(ShapingResource::notFound);
    if (!rules.delete(name) && rule.shipped()) {
      throw new ProblemException(
          Problem.of(
              409, "The rule is as it is shipped, and cannot be deleted; disable it instead."));
    }
    return Response.noContent().build();
  }

  /** What GET shows may be sent back as it is: what is no part of the rule is left out. */
  private static JsonObject definition(InputStream body) {
    return Json.createObjectBuilder(JsonBody.small(body))
        .remove("shipped")
        .remove("changedAt")
        .build();
  }

  private Response created(Stored<ShapingRule> made) {
    return Response.created(
            uri.getBaseUriBuilder().path("shaping").segment(made.definition().name()).build())
        .type(MediaType.APPLICATION_JSON)
        .entity(view(made).build())
        .build();
  }

  private JsonObjectBuilder view(Stored<ShapingRule> stored) {
    JsonObjectBuilder json = format.write(stored.definition()).add("shipped", stored.shipped());
    return stored.changedAt() == null ? json : json.add("changedAt", stored.changedAt().toString());
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "There is no shaping rule of this name."));
  }
}
