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
import java.util.Set;
import org.waypost.aliases.Alias;
import org.waypost.aliases.AliasFormat;
import org.waypost.aliases.Aliases;
import org.waypost.api.mail.EmailAddress;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /aliases}: addresses that stand for others. */
@Path("/aliases")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AliasesResource {

  @Inject Aliases aliases;
  @Inject AliasFormat format;
  @Context UriInfo uri;

  /** Aliases by address. */
  @GET
  public JsonObject list() {
    QueryParameters query =
        new QueryParameters(uri.getQueryParameters(), Set.of("q", "page", "size"));
    return JsonView.page(aliases.aliases(query.text("q"), query.page()), format::write).build();
  }

  /** One alias. */
  @GET
  @Path("/{address}")
  public JsonObject find(@PathParam("address") String text) {
    return format
        .write(aliases.alias(address(text)).orElseThrow(AliasesResource::notFound))
        .build();
  }

  /** Makes an alias. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    Alias alias = format.alias(null, JsonBody.small(body));
    if (!aliases.put(alias, false)) {
      throw new ProblemException(Problem.of(409, "There is an alias of this address already."));
    }
    return created(alias);
  }

  /** Changes an alias, or makes it. */
  @PUT
  @Path("/{address}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(@PathParam("address") String text, InputStream body) {
    Alias alias = format.alias(address(text), JsonBody.small(body));
    boolean isNew = aliases.alias(alias.address()).isEmpty();
    aliases.put(alias, true);
    return isNew ? created(alias) : Response.ok(format.write(alias).build()).build();
  }

  /** Deletes an alias. */
  @DELETE
  @Path("/{address}")
  public Response delete(@PathParam("address") String text) {
    if (!aliases.deleteAlias(address(text))) {
      throw notFound();
    }
    return Response.noContent().build();
  }

  private Response created(Alias alias) {
    return Response.created(
            uri.getBaseUriBuilder().path("aliases").segment(alias.address().toString()).build())
        .type(MediaType.APPLICATION_JSON)
        .entity(format.write(alias).build())
        .build();
  }

  private static EmailAddress address(String text) {
    try {
      return EmailAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "There is no alias of this address."));
  }
}
