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
import org.waypost.scheduling.ShapingFormat;
import org.waypost.scheduling.ShapingRule;
import org.waypost.scheduling.ShapingRules;

/** {@code /shaping}: how destination sites are treated. */
@Path("/shaping")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ShapingResource {

  @Inject ShapingRules rules;
  @Inject ShapingFormat format;
  @Context UriInfo uri;

  private DefinitionCalls<ShapingRule> calls() {
    return new DefinitionCalls<>(
        rules, format::write, format::read, "shaping", "shaping rule", true);
  }

  /** Rules in the order in which they are looked at. */
  @GET
  public JsonObject list() {
    return calls().list(uri);
  }

  /** One rule. */
  @GET
  @Path("/{name}")
  public JsonObject find(@PathParam("name") String name) {
    return calls().find(name);
  }

  /** Makes a rule. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    return calls().create(uri, body);
  }

  /** Changes a rule as a whole, or makes it; one that is shipped is stood in for. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(@PathParam("name") String name, InputStream body) {
    return calls().replace(uri, name, body);
  }

  /** Deletes a rule; one that is shipped is again as it was. */
  @DELETE
  @Path("/{name}")
  public Response delete(@PathParam("name") String name) {
    return calls().delete(name);
  }
}
