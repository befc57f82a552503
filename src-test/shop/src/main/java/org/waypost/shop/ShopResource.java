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
package org.waypost.shop;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Orders and tickets as JSON. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ShopResource {

  @EJB private Orders orders;
  @EJB private Tickets tickets;

  /** Places an order: {@code {"customer": "maria@mailbox.example", "item": "Tea"}}. */
  @POST
  @Path("orders")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response place(JsonObject order) {
    String customer = order.getString("customer", "");
    String item = order.getString("item", "");
    if (customer.isBlank() || customer.length() > 320 || item.isBlank() || item.length() > 200) {
      return problem(Response.Status.BAD_REQUEST, "customer and item have to be given");
    }
    try {
      return Response.status(Response.Status.CREATED)
          .entity(json(orders.place(customer, item)).build())
          .build();
    } catch (SoldOutException e) {
      return problem(Response.Status.CONFLICT, e.getMessage());
    }
  }

  private static Response problem(Response.Status status, String what) {
    return Response.status(status)
        .entity(Json.createObjectBuilder().add("error", what).build())
        .build();
  }

  /** The last orders. */
  @GET
  @Path("orders")
  public JsonArray orders() {
    JsonArrayBuilder all = Json.createArrayBuilder();
    orders.last().forEach(each -> all.add(json(each)));
    return all.build();
  }

  /** The last tickets. */
  @GET
  @Path("tickets")
  public JsonArray tickets() {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (Ticket ticket : tickets.last()) {
      all.add(
          Json.createObjectBuilder()
              .add("mail", ticket.mailId())
              .add("sender", ticket.sender())
              .add("subject", ticket.subject())
              .add("text", ticket.text()));
    }
    return all.build();
  }

  private static JsonObjectBuilder json(Order order) {
    return Json.createObjectBuilder()
        .add("number", order.number())
        .add("customer", order.customer())
        .add("item", order.item())
        .add("mail", order.mail());
  }
}
