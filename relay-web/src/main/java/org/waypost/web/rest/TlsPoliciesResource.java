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
import org.waypost.tlspolicy.TlsRule;
import org.waypost.tlspolicy.TlsRuleFormat;
import org.waypost.tlspolicy.TlsRules;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /tls-policies}: what is demanded of connections to a destination. */
@Path("/tls-policies")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TlsPoliciesResource {

  private static final Set<String> PAGING = Set.of("page", "size");

  @Inject TlsRules rules;
  @Inject TlsRuleFormat format;
  @Context UriInfo uri;

  /** Policies by name. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), PAGING);
    return JsonView.page(rules.list(query.page()), this::view).build();
  }

  /** One policy. */
  @GET
  @Path("/{name}")
  public JsonObject find(@PathParam("name") String name) {
    return view(rules.find(name).orElseThrow(TlsPoliciesResource::notFound)).build();
  }

  /** Makes a policy. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    TlsRule rule = format.read(null, definition(body));
    return created(
        rules
            .create(rule)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(409, "There is a TLS policy of this name already."))));
  }

  /** Changes a policy as a whole, or makes it. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(@PathParam("name") String name, InputStream body) {
    TlsRule rule = format.read(name, definition(body));
    boolean isNew = rules.find(name).isEmpty();
    Stored<TlsRule> changed = rules.replace(rule);
    return isNew ? created(changed) : Response.ok(view(changed).build()).build();
  }

  /** Deletes a policy. */
  @DELETE
  @Path("/{name}")
  public Response delete(@PathParam("name") String name) {
    if (!rules.delete(name)) {
      throw notFound();
    }
    return Response.noContent().build();
  }

  /** What GET shows may be sent back as it is: what is no part of the definition is left out. */
  private static JsonObject definition(InputStream body) {
    return Json.createObjectBuilder(JsonBody.small(body)).remove("changedAt").build();
  }

  private Response created(Stored<TlsRule> made) {
    return Response.created(
            uri.getBaseUriBuilder().path("tls-policies").path(made.definition().name()).build())
        .type(MediaType.APPLICATION_JSON)
        .entity(view(made).build())
        .build();
  }

  private JsonObjectBuilder view(Stored<TlsRule> stored) {
    return format.write(stored.definition()).add("changedAt", stored.changedAt().toString());
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "There is no TLS policy of this name."));
  }
}
