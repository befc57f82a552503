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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.waypost.api.mail.MessageId;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedMail;
import org.waypost.trace.Trace;
import org.waypost.web.parked.ParkedOutcome;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /queue}: mail that is parked, and what can be done with it. */
@Path("/queue")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class QueueResource {

  private static final Set<String> FILTER = Set.of("destination", "state", "page", "size");

  @Inject ParkedMail parked;
  @Inject Trace trace;
  @Context UriInfo uri;

  /** Parked mail, next due first, and how much there is by destination and state. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), FILTER);
    String destination = query.text("destination");
    ParkedEntry.State state = query.oneOf("state", ParkedEntry.State.class);
    return JsonView.page(parked.list(destination, state, query.page()), JsonView::parked)
        .add("counts", JsonView.array(parked.counts(), JsonView::count))
        .build();
  }

  /** Makes what is parked of a message due now. */
  @POST
  @Path("/{id}/retry")
  public JsonObject retry(@PathParam("id") String id) {
    MessageId message = QueryParameters.id(id);
    return done(message, parked.retry(message));
  }

  /** Deletes what is parked of a message; nobody is notified. */
  @DELETE
  @Path("/{id}")
  public JsonObject delete(@PathParam("id") String id) {
    MessageId message = QueryParameters.id(id);
    return done(message, parked.delete(message));
  }

  private JsonObject done(MessageId id, int groups) {
    return switch (ParkedOutcome.of(groups, id, trace)) {
      case DONE -> Json.createObjectBuilder().add("id", id.value()).add("groups", groups).build();
      case IN_DELIVERY ->
          throw new ProblemException(
              Problem.of(
                  409, "The message is being delivered right now. Try again after the attempt."));
      case NOT_PARKED ->
          throw new ProblemException(
              Problem.of(404, "Nothing is parked of a message with this id."));
    };
  }
}
