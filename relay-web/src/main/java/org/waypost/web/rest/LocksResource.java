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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.waypost.identity.SignInLocks;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /locks}: who cannot sign in after too many failures, and how to end that. */
@Path("/locks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LocksResource {

  private static final Set<String> FILTER = Set.of("page", "size");

  @Inject SignInLocks locks;
  @Context UriInfo uri;

  /** The locks of this moment, newest first. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), FILTER);
    return JsonView.page(locks.list(query.page()), UserView::lock).build();
  }

  /** Ends a lock. */
  @DELETE
  @Path("/{id}")
  public Response revoke(@PathParam("id") String id) {
    if (locks.revoke(id)) {
      return Response.noContent().build();
    }
    throw new ProblemException(Problem.of(404, "There is no lock with this id."));
  }
}
