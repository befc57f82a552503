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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import org.waypost.api.listener.SessionStatus;
import org.waypost.listeners.Listeners;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /sessions}: the open SMTP sessions of this node. */
@Path("/sessions")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionsResource {

  private static final Set<String> FILTER = Set.of("listener", "after", "limit");
  private static final int USUAL = 100;
  private static final int MOST = 1000;

  @Inject Listeners listeners;
  @Context UriInfo uri;

  /**
   * Sessions in the order they began. They come and go while they are read, so there are no pages
   * by number: {@code next} is what {@code after} is for the following ones.
   */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), FILTER);
    int limit = query.number("limit", USUAL, MOST);
    List<SessionStatus> sessions =
        listeners.sessions(query.text("listener"), query.text("after"), limit);
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("items", JsonView.array(sessions, ListenerView::session));
    if (sessions.size() == limit) {
      json.add("next", sessions.get(limit - 1).id());
    }
    return json.build();
  }

  /** Ends a session with 421. */
  @DELETE
  @Path("/{id}")
  public Response end(@PathParam("id") String id) {
    if (!listeners.endSession(id)) {
      throw new ProblemException(Problem.of(404, "There is no open session with this id."));
    }
    return Response.noContent().build();
  }
}
