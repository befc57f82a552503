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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.waypost.paging.Page;
import org.waypost.templates.Rendered;
import org.waypost.templates.Template;
import org.waypost.templates.TemplateFormat;
import org.waypost.templates.TemplateUse;
import org.waypost.templates.TemplateVersion;
import org.waypost.templates.Templates;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /templates}: messages with places for parameters. */
@Path("/templates")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TemplatesResource {

  private static final Set<String> PAGING = Set.of("page", "size");

  @Inject Templates templates;
  @Inject TemplateFormat format;
  @Context UriInfo uri;
  @Context HttpServletRequest request;

  /** The newest version of each, by name. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), PAGING);
    return JsonView.page(templates.list(query.page()), this::view).build();
  }

  /** The newest version. */
  @GET
  @Path("/{name}")
  public JsonObject find(@PathParam("name") String name) {
    return templates
        .find(name)
        .map(version -> view(version).build())
        .orElseThrow(TemplatesResource::missing);
  }

  /** All versions that are kept, the newest first. */
  @GET
  @Path("/{name}/versions")
  public JsonObject versions(@PathParam("name") String name) {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), PAGING);
    Page<TemplateVersion> versions = templates.versions(name, query.page());
    if (versions.total() == 0) {
      throw missing();
    }
    return JsonView.page(versions, this::view).build();
  }

  /** One version. */
  @GET
  @Path("/{name}/versions/{number}")
  public JsonObject version(@PathParam("name") String name, @PathParam("number") String number) {
    return number(number)
        .flatMap(each -> templates.find(name, each))
        .map(version -> view(version).build())
        .orElseThrow(TemplatesResource::missing);
  }

  /** Makes a template. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    return created(
        templates
            .create(read(null, body), request.getRemoteUser())
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(409, "There is a template of this name already."))));
  }

  /** Makes another version of a template, or the first. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(@PathParam("name") String name, InputStream body) {
    TemplateVersion made = templates.replace(read(name, body), request.getRemoteUser());
    return made.number() == 1 ? created(made) : Response.ok(view(made).build()).build();
  }

  /** Deletes a template with all its versions. */
  @DELETE
  @Path("/{name}")
  public Response delete(@PathParam("name") String name) {
    if (!templates.delete(name)) {
      throw missing();
    }
    return Response.noContent().build();
  }

  /** What a template makes of parameters; nothing is sent. */
  @POST
  @Path("/{name}/render")
  @Consumes(MediaType.APPLICATION_JSON)
  public JsonObject render(@PathParam("name") String name, InputStream body) {
    JsonObjectBuilder use = Json.createObjectBuilder(JsonBody.small(body)).add("name", name);
    TemplateUse asked = TemplateUse.read(use.build());
    if (templates.find(name).isEmpty()) {
      throw missing();
    }
    Rendered rendered = templates.render(name, asked.version(), asked.parameters());
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("version", rendered.version())
            .add("subject", rendered.subject());
    JsonView.put(json, "text", rendered.text());
    return JsonView.put(json, "html", rendered.html()).build();
  }

  /** What GET shows may be sent back as it is: what is no part of the definition is left out. */
  private Template read(String name, InputStream body) {
    return format.read(
        name,
        Json.createObjectBuilder(JsonBody.small(body))
            .remove("version")
            .remove("createdAt")
            .remove("createdBy")
            .build());
  }

  private Response created(TemplateVersion made) {
    return Response.created(
            uri.getBaseUriBuilder().path("templates").segment(made.template().name()).build())
        .type(MediaType.APPLICATION_JSON)
        .entity(view(made).build())
        .build();
  }

  private JsonObjectBuilder view(TemplateVersion version) {
    JsonObjectBuilder json =
        format
            .write(version.template())
            .add("version", version.number())
            .add("createdAt", version.createdAt().toString());
    return JsonView.put(json, "createdBy", version.createdBy());
  }

  private static Optional<Integer> number(String text) {
    return text.matches("[1-9]\\d{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  private static ProblemException missing() {
    return new ProblemException(Problem.of(404, "There is no such template, or no such version."));
  }
}
