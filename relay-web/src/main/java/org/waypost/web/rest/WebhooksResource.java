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
import org.waypost.definitions.Stored;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;
import org.waypost.webhooks.HookAnswer;
import org.waypost.webhooks.Webhook;
import org.waypost.webhooks.WebhookDelivery;
import org.waypost.webhooks.WebhookFormat;
import org.waypost.webhooks.Webhooks;

/** {@code /webhooks}: whom events are posted to. */
@Path("/webhooks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WebhooksResource {

  private static final Set<String> SEARCH = Set.of("page", "size", "state");

  @Inject Webhooks webhooks;
  @Inject WebhookFormat format;
  @Context UriInfo uri;

  private DefinitionCalls<Webhook> calls() {
    return new DefinitionCalls<>(
        webhooks,
        format::write,
        (name, json) ->
            format.read(
                name,
                json,
                name == null ? null : webhooks.find(name).map(Stored::definition).orElse(null)),
        "webhooks",
        "webhook",
        false);
  }

  /** All, a page at a time. */
  @GET
  public JsonObject list() {
    return calls().list(uri);
  }

  /** One webhook. */
  @GET
  @Path("/{name}")
  public JsonObject find(@PathParam("name") String name) {
    return calls().find(name);
  }

  /** Makes a webhook. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    return calls().create(uri, body);
  }

  /** Changes a webhook as a whole, or makes it; a secret that is left out stays. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(@PathParam("name") String name, InputStream body) {
    return calls().replace(uri, name, body);
  }

  /** Deletes a webhook, with what waits for it and its history. */
  @DELETE
  @Path("/{name}")
  public Response delete(@PathParam("name") String name) {
    return calls().delete(name);
  }

  /** What was and is to be sent to a webhook, the newest first. */
  @GET
  @Path("/{name}/deliveries")
  public JsonObject deliveries(@PathParam("name") String name) {
    calls().find(name);
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), SEARCH);
    return JsonView.page(
            webhooks.deliveries(
                name, query.oneOf("state", WebhookDelivery.State.class), query.page()),
            WebhooksResource::view)
        .build();
  }

  /** Sends an event again, after those that wait. */
  @POST
  @Path("/{name}/deliveries/{id}/redeliver")
  public Response redeliver(@PathParam("name") String name, @PathParam("id") long id) {
    if (!webhooks.redeliver(name, id)) {
      throw new ProblemException(
          Problem.of(404, "There is no delivery of this number to this webhook."));
    }
    return Response.accepted().build();
  }

  /** Posts a test event at once, and tells the answer. */
  @POST
  @Path("/{name}/test")
  public JsonObject test(@PathParam("name") String name) {
    HookAnswer answer =
        webhooks
            .test(name)
            .orElseThrow(
                () -> new ProblemException(Problem.of(404, "There is no webhook of this name.")));
    return view(answer).add("taken", answer.isTaken()).build();
  }

  private static JsonObjectBuilder view(WebhookDelivery delivery) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", delivery.id())
            .add("eventId", delivery.eventId())
            .add("event", delivery.event())
            .add("message", delivery.message())
            .add("state", delivery.state().word())
            .add("attempts", delivery.attempts())
            .add("createdAt", delivery.createdAt().toString());
    if (delivery.nextAttemptAt() != null) {
      json.add("nextAttemptAt", delivery.nextAttemptAt().toString());
    }
    if (delivery.triedAt() != null) {
      json.add("triedAt", delivery.triedAt().toString());
    }
    return delivery.answer() == null ? json : json.add("answer", view(delivery.answer()));
  }

  private static JsonObjectBuilder view(HookAnswer answer) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    if (answer.status() != null) {
      json.add("status", answer.status());
    }
    return json.add("text", answer.text()).add("millis", answer.millis());
  }
}
