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
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.waypost.api.mail.MessageId;
import org.waypost.api.settings.Settings;
import org.waypost.capture.CapturedMail;
import org.waypost.content.StoredContent;
import org.waypost.submission.DraftFormat;
import org.waypost.submission.InvalidSubmissionException;
import org.waypost.submission.MessageDraft;
import org.waypost.submission.Submissions;
import org.waypost.trace.MessageQuery;
import org.waypost.trace.MessageState;
import org.waypost.trace.Trace;
import org.waypost.web.client.ClientAddress;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;
import org.waypost.web.spool.SpoolFolder;

/** {@code /messages}: submits mail, and shows what became of it. */
@Path("/messages")
@RequestScoped
public class MessagesResource {

  static final String RFC822 = "message/rfc822";

  private static final Set<String> SEARCH =
      Set.of("q", "state", "from", "to", "domain", "since", "until", "page", "size");
  private static final Set<String> ENVELOPE = Set.of("from", "to");

  @Inject Submissions submissions;
  @Inject DraftFormat draftFormat;
  @Inject Trace trace;
  @Inject StoredContent content;
  @Inject CapturedMail captured;
  @Inject LargeDrafts largeDrafts;
  @Context UriInfo uri;
  @Context HttpServletRequest request;
  Settings settings = Settings.ofProcess();

  /** Accepts a message given by its parts. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @SuppressWarnings("try") // the place is held, not used
  public Response submit(InputStream body) throws InvalidSubmissionException, IOException {
    new QueryParameters(uri.getQueryParameters(), Set.of());
    // Taken in first, so that a slow client keeps nobody from the place for large ones.
    try (SpooledContent json = read(body, BodyLimit.json(settings));
        LargeDrafts.Place place = largeDrafts.reserve(json.size())) {
      return accepted(submissions.receive(draft(json), submitter()));
    }
  }

  /** Accepts a whole message, with its envelope in the query. */
  @POST
  @Consumes(RFC822)
  @Produces(MediaType.APPLICATION_JSON)
  public Response submitWhole(InputStream body) throws InvalidSubmissionException, IOException {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), ENVELOPE);
    String from = query.required("from");
    List<String> to = query.list("to");
    if (to.isEmpty()) {
      throw new ProblemException(Problem.invalid("to", "Has to be given."));
    }
    try (SpooledContent message = read(body, BodyLimit.message(settings))) {
      return accepted(submissions.receive(from, to, message, submitter()));
    }
  }

  /** Searches the trace. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject search() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), SEARCH);
    MessageQuery wanted =
        new MessageQuery(
            query.text("q"),
            query.oneOf("state", MessageState.class),
            query.text("from"),
            query.text("to"),
            query.text("domain"),
            query.instant("since"),
            query.instant("until"),
            query.page());
    return JsonView.page(trace.search(wanted), JsonView::summary).build();
  }

  /** One message, with its recipients and attempts. */
  @GET
  @Path("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public JsonObject find(@PathParam("id") String id) {
    return trace
        .find(QueryParameters.id(id))
        .map(message -> JsonView.detail(message).build())
        .orElseThrow(QueryParameters::notFound);
  }

  /** The octets of a message, while they are stored. */
  @GET
  @Path("/{id}/content")
  @Produces(RFC822)
  public Response content(@PathParam("id") String id) {
    MessageId message = QueryParameters.id(id);
    StoredContent.Content stored =
        content
            .open(message)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(404, "The content of this message is not stored.")));
    StreamingOutput body =
        out -> {
          try (InputStream in = stored.stream()) {
            in.transferTo(out);
          }
        };
    return Response.ok(body, RFC822)
        .header("Content-Disposition", "attachment; filename=\"" + message + ".eml\"")
        .header("Content-Length", stored.size())
        .build();
  }

  /** Deletes captured mail. */
  @DELETE
  @Path("/{id}")
  public Response delete(@PathParam("id") String id) {
    MessageId message = QueryParameters.id(id);
    if (captured.delete(message)) {
      return Response.noContent().build();
    }
    if (trace.find(message).isPresent()) {
      throw new ProblemException(
          Problem.of(
              409,
              "Only captured mail is deleted here; what is parked of a message is deleted by"
                  + " DELETE /queue/{id}."));
    }
    throw QueryParameters.notFound();
  }

  private Submissions.Submitter submitter() {
    return new Submissions.Submitter(request.getRemoteUser(), ClientAddress.of(request));
  }

  private SpooledContent read(InputStream body, BodyLimit limit) throws IOException {
    limit.checkDeclared(request.getContentLengthLong());
    return SpooledContent.read(new BoundedBody(body, limit), SpoolFolder.of(settings));
  }

  private MessageDraft draft(SpooledContent json) throws IOException, InvalidSubmissionException {
    try (InputStream in = json.open()) {
      return draftFormat.read(in);
    }
  }

  private Response accepted(Submissions.Receipt receipt) {
    MessageId id = receipt.id();
    JsonObjectBuilder answer = Json.createObjectBuilder().add("id", id.value());
    if (!receipt.suppressed().isEmpty()) {
      answer.add(
          "suppressed",
          JsonView.array(
              receipt.suppressed(),
              each ->
                  Json.createObjectBuilder()
                      .add("address", each.address())
                      .add("reason", each.reason())));
    }
    URI location = uri.getBaseUriBuilder().path("messages").path(id.value()).build();
    return Response.accepted(answer.build())
        .type(MediaType.APPLICATION_JSON)
        .location(location)
        .build();
  }
}
