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
import org.waypost.tlspolicy.TlsRule;
import org.waypost.tlspolicy.TlsRuleFormat;
import org.waypost.tlspolicy.TlsRules;

/** {@code /tls-policies}: what is demanded of connections to a destination. */
@Path("/tls-policies")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TlsPoliciesResource {

  @Inject TlsRules rules;
  @Inject TlsRuleFormat format;
  @Context UriInfo uri;

  private DefinitionCalls<TlsRule> calls() {
    return new DefinitionCalls<>(
        rules, format::write, format::read, "tls-policies", "TLS policy", false);
  }

  /** Policies by name. */
  @GET
  public JsonObject list() {
    return calls().list(uri);
  }

  /** One policy. */
  @GET
  @Path("/{name}")
  public JsonObject find(@PathParam("name") String name) {
    return calls().find(name);
  }

  /** Makes a policy. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    return calls().create(uri, body);
  }

  /** Changes a policy as a whole, or makes it. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(@PathParam("name") String name, InputStream body) {
    return calls().replace(uri, name, body);
  }

  /** Deletes a policy. */
  @DELETE
  @Path("/{name}")
  public Response delete(@PathParam("name") String name) {
    return calls().delete(name);
  }
}
