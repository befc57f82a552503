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
import java.net.URI;
import java.util.Set;
import org.waypost.identity.User;
import org.waypost.identity.Users;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /users}: who may sign in. */
@Path("/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

  private static final Set<String> FILTER = Set.of("q", "page", "size");

  @Inject Users users;
  @Context UriInfo uri;

  /** Users by name. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), FILTER);
    return JsonView.page(users.list(query.text("q"), query.page()), UserView::user).build();
  }

  /** One user. */
  @GET
  @Path("/{name}")
  public JsonObject find(@PathParam("name") String name) {
    return UserView.user(existing(name)).build();
  }

  /** Makes a user. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    UserReader given = new UserReader(JsonBody.small(body));
    String name = given.required("name");
    check(users.create(name, given.required("password"), given.profile()));
    User made = existing(name);
    URI location = uri.getBaseUriBuilder().path("users").path(made.name()).build();
    return Response.created(location)
        .type(MediaType.APPLICATION_JSON)
        .entity(UserView.user(made).build())
        .build();
  }

  /** Changes a user: roles, addresses and whether it is disabled, and the password if given. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public JsonObject replace(@PathParam("name") String name, InputStream body) {
    UserReader given = new UserReader(JsonBody.small(body));
    given
        .text("name")
        .filter(other -> !other.equalsIgnoreCase(name))
        .ifPresent(
            other -> {
              throw new ProblemException(Problem.invalid("name", "A name cannot be changed."));
            });
    check(users.replace(name, given.text("password"), given.profile()));
    return UserView.user(existing(name)).build();
  }

  /** Deletes a user. */
  @DELETE
  @Path("/{name}")
  public Response delete(@PathParam("name") String name) {
    check(users.delete(name));
    return Response.noContent().build();
  }

  private User existing(String name) {
    return users.find(name).orElseThrow(UsersResource::notFound);
  }

  private static void check(Users.Outcome outcome) {
    switch (outcome) {
      case DONE -> {
        // as asked
      }
      case NO_SUCH_USER -> throw notFound();
      case NAME_TAKEN -> throw conflict("Another user has this name, or is known by it.");
      case ADDRESS_TAKEN -> throw conflict("Another user is known by one of these addresses.");
      case LAST_ADMINISTRATOR ->
          throw conflict("This is the last administrator: nobody could look after users then.");
      case BUSY ->
          throw new ProblemException(
              Problem.of(503, "Too many passwords are being set or checked. Try again soon."));
    }
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "There is no user of this name."));
  }

  private static ProblemException conflict(String detail) {
    return new ProblemException(Problem.of(409, detail));
  }
}
