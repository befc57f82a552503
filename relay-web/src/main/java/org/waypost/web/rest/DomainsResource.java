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
import org.waypost.aliases.AliasFormat;
import org.waypost.aliases.Aliases;
import org.waypost.aliases.VirtualDomain;
import org.waypost.api.mail.EmailAddress;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /domains}: domains that mail is taken for from anybody. */
@Path("/domains")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DomainsResource {

  @Inject Aliases aliases;
  @Inject AliasFormat format;
  @Context UriInfo uri;

  /** Domains by name. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), Set.of("page", "size"));
    return JsonView.page(aliases.domains(query.page()), format::write).build();
  }

  /** One domain. */
  @GET
  @Path("/{name}")
  public JsonObject find(@PathParam("name") String name) {
    return format
        .write(aliases.domain(domain(name)).orElseThrow(DomainsResource::notFound))
        .build();
  }

  /** Makes a domain. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    VirtualDomain domain = format.domain(null, JsonBody.small(body));
    if (!aliases.put(domain, false)) {
      throw new ProblemException(Problem.of(409, "There is a domain of this name already."));
    }
    return created(domain);
  }

  /** Changes a domain as a whole, or makes it. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(@PathParam("name") String name, InputStream body) {
    VirtualDomain domain = format.domain(domain(name), JsonBody.small(body));
    boolean isNew = aliases.domain(domain.name()).isEmpty();
    aliases.put(domain, true);
    return isNew ? created(domain) : Response.ok(format.write(domain).build()).build();
  }

  /** Deletes a domain; its aliases stay. */
  @DELETE
  @Path("/{name}")
  public Response delete(@PathParam("name") String name) {
    if (!aliases.deleteDomain(domain(name))) {
      throw notFound();
    }
    return Response.noContent().build();
  }

  private Response created(VirtualDomain domain) {
    return Response.created(uri.getBaseUriBuilder().path("domains").segment(domain.name()).build())
        .type(MediaType.APPLICATION_JSON)
        .entity(format.write(domain).build())
        .build();
  }

  private static String domain(String name) {
    try {
      return EmailAddress.normalizeDomain(name);
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "There is no domain of this name."));
  }
}
