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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Instant;
import java.util.Set;
import org.waypost.classification.Category;
import org.waypost.suppression.Suppression;
import org.waypost.suppression.Suppressions;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /suppressions}: addresses that are not sent to. */
@Path("/suppressions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SuppressionsResource {

  private static final Set<String> FILTER =
      Set.of("q", "category", "origin", "scope", "page", "size");
  private static final Set<String> SCOPE = Set.of("scope");

  @Inject Suppressions suppressions;
  @Context UriInfo uri;

  /** What is on the list, by address. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), FILTER);
    Suppressions.Query wanted =
        new Suppressions.Query(
            query.text("q"),
            query.oneOf("category", Category.class),
            query.oneOf("origin", Suppression.Origin.class),
            query.text("scope"),
            query.page());
    return JsonView.page(suppressions.list(wanted), SuppressionView::entry).build();
  }

  /** The whole list by address, to be taken elsewhere, as it may be sent back. */
  @GET
  @Produces("text/csv;qs=0.1")
  public Response export() {
    StreamingOutput lines = out -> SuppressionExport.write(suppressions, out);
    return Response.ok(lines, "text/csv;charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"suppressions.csv\"")
        .build();
  }

  /** The entry of an address, or of a domain with an at sign before it. */
  @GET
  @Path("/{address}")
  public JsonObject find(@PathParam("address") String address) {
    return suppressions
        .find(address, scope())
        .map(entry -> SuppressionView.entry(entry).build())
        .orElseThrow(SuppressionsResource::notFound);
  }

  /** Puts an address on the list, or changes its entry. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(InputStream body) {
    Suppression entry = SuppressionView.read(JsonBody.small(body), Instant.now());
    boolean made = suppressions.put(entry);
    JsonObject shown =
        suppressions
            .find(entry.address(), entry.scope())
            .map(found -> SuppressionView.entry(found).build())
            .orElseThrow(SuppressionsResource::notFound);
    return Response.status(made ? 201 : 200).type(MediaType.APPLICATION_JSON).entity(shown).build();
  }

  /** Puts many addresses on the list: a line for each. */
  @POST
  @Consumes("text/csv")
  public JsonObject putAll(InputStream body) {
    SuppressionCsv csv = SuppressionCsv.read(body, Instant.now());
    int made = suppressions.putAll(csv.entries());
    JsonObjectBuilder answer =
        Json.createObjectBuilder()
            .add("added", made)
            .add("changed", csv.entries().size() - made)
            .add("refused", csv.refusedCount());
    return answer
        .add(
            "problems",
            JsonView.array(
                csv.problems(),
                each ->
                    Json.createObjectBuilder()
                        .add("line", each.line())
                        .add("member", each.member())
                        .add("problem", each.problem())))
        .build();
  }

  /** Takes an address off the list. */
  @DELETE
  @Path("/{address}")
  public Response delete(@PathParam("address") String address) {
    if (!suppressions.delete(address, scope())) {
      throw notFound();
    }
    return Response.noContent().build();
  }

  private String scope() {
    String scope = new QueryParameters(uri.getQueryParameters(), SCOPE).text("scope");
    return scope == null ? "" : scope;
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "This address is not on the list in this scope."));
  }
}
