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
import jakarta.servlet.http.HttpServletRequest;
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
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import org.waypost.api.mail.MessageId;
import org.waypost.operations.QueueAction;
import org.waypost.operations.QueueJob;
import org.waypost.operations.QueueOperations;
import org.waypost.operations.SelectionFormat;
import org.waypost.operations.Tally;
import org.waypost.parking.ParkedMail;
import org.waypost.parking.QueueShape;
import org.waypost.trace.Trace;
import org.waypost.web.parked.ParkedOutcome;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /queue}: mail that is parked, and what can be done with it. */
@Path("/queue")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class QueueResource {

  private static final Set<String> PAGING = Set.of("page", "size");

  @Inject ParkedMail parked;
  @Inject QueueOperations operations;
  @Inject SelectionFormat format;
  @Inject Trace trace;
  @Context UriInfo uri;
  @Context HttpServletRequest request;

  /** Parked mail in the order asked for, and how much there is by destination and state. */
  @GET
  public JsonObject list() {
    QueueQuery query = QueueQuery.of(uri.getQueryParameters(), format);
    return QueueListView.of(query, parked)
        .add("counts", JsonView.array(parked.counts(), JsonView::count))
        .build();
  }

  /** Parked mail by age and site, or another thing. */
  @GET
  @Path("/shape")
  public JsonObject shape() {
    Set<String> known = new HashSet<>(QueueQuery.FILTERS);
    known.add("by");
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), known);
    QueueShape.By by = query.oneOf("by", QueueShape.By.class);
    return QueueListView.shape(
            parked.shape(by == null ? QueueShape.By.SITE : by, QueueQuery.selection(query, format)))
        .build();
  }

  /** Acts on a selection. */
  @POST
  @Path("/actions")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response actOnSelection(InputStream body) {
    ActionReader.OnSelection wanted = ActionReader.onSelection(JsonBody.small(body), format);
    QueueJob job = operations.act(wanted.selection(), wanted.action(), user());
    JsonObject view = new QueueJobView(format).job(job).build();
    return job.state().isEnded()
        ? Response.ok(view).build()
        : Response.accepted(view)
            .location(uri.getBaseUriBuilder().path("queue").path("jobs").path(job.id()).build())
            .build();
  }

  /** Jobs over selections, newest first. */
  @GET
  @Path("/jobs")
  public JsonObject jobs() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), PAGING);
    return JsonView.page(operations.jobs(query.page()), new QueueJobView(format)::job).build();
  }

  /** One job, with how far it is. */
  @GET
  @Path("/jobs/{id}")
  public JsonObject job(@PathParam("id") String id) {
    return operations
        .job(id)
        .map(job -> new QueueJobView(format).job(job).build())
        .orElseThrow(QueueResource::noJob);
  }

  /** Ends a job; what is done stays done. */
  @POST
  @Path("/jobs/{id}/cancel")
  public JsonObject cancel(@PathParam("id") String id) {
    return operations
        .cancel(id, user())
        .map(job -> new QueueJobView(format).job(job).build())
        .orElseThrow(QueueResource::noJob);
  }

  /** Makes what is parked of a message due now. */
  @POST
  @Path("/{id}/retry")
  public JsonObject retry(@PathParam("id") String id) {
    return act(id, QueueAction.of(QueueAction.Kind.RETRY));
  }

  /** Keeps what is parked of a message until it is released. */
  @POST
  @Path("/{id}/hold")
  public JsonObject hold(@PathParam("id") String id, InputStream body) {
    return act(id, ActionReader.onMessage(QueueAction.Kind.HOLD, body));
  }

  /** Lets go what is held of a message. */
  @POST
  @Path("/{id}/release")
  public JsonObject release(@PathParam("id") String id) {
    return act(id, QueueAction.of(QueueAction.Kind.RELEASE));
  }

  /** Sends what is parked of a message another way. */
  @POST
  @Path("/{id}/redirect")
  public JsonObject redirect(@PathParam("id") String id, InputStream body) {
    return act(id, ActionReader.onMessage(QueueAction.Kind.REDIRECT, body));
  }

  /** Returns what is parked of a message to its sender. */
  @POST
  @Path("/{id}/bounce")
  public JsonObject bounce(@PathParam("id") String id, InputStream body) {
    return act(id, ActionReader.onMessage(QueueAction.Kind.BOUNCE, body));
  }

  /** Deletes what is parked of a message; nobody is notified. */
  @DELETE
  @Path("/{id}")
  public JsonObject delete(@PathParam("id") String id) {
    return act(id, QueueAction.of(QueueAction.Kind.DELETE));
  }

  private JsonObject act(String id, QueueAction action) {
    MessageId message = QueryParameters.id(id);
    Tally tally = operations.act(message, action, user());
    return switch (ParkedOutcome.of(tally, message, trace)) {
      case DONE ->
          Json.createObjectBuilder()
              .add("id", message.value())
              .add("groups", tally.done())
              .add("inDelivery", tally.inDelivery())
              .build();
      case IN_DELIVERY ->
          throw new ProblemException(
              Problem.of(
                  409, "The message is being delivered right now. Try again after the attempt."));
      case UNCHANGED -> throw new ProblemException(Problem.of(409, unchanged(action.kind())));
      case FAILED ->
          throw new ProblemException(
              Problem.of(500, "The action failed; the log of the server says why."));
      case NOT_PARKED ->
          throw new ProblemException(
              Problem.of(404, "Nothing is parked of a message with this id."));
    };
  }

  private static String unchanged(QueueAction.Kind kind) {
    return switch (kind) {
      case RETRY -> "The message is held, or due already. What is held has to be released.";
      case HOLD -> "The message is held already.";
      case RELEASE -> "The message is not held.";
      case REDIRECT -> "The message takes this route already.";
      default -> "There was nothing to change.";
    };
  }

  private String user() {
    return request == null ? null : request.getRemoteUser();
  }

  private static ProblemException noJob() {
    return new ProblemException(Problem.of(404, "There is no job with this id."));
  }
}
