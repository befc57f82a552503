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
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.waypost.extensions.Contribution;
import org.waypost.extensions.ExtensionPoint;
import org.waypost.extensions.Plugin;
import org.waypost.extensions.PluginConfiguration;
import org.waypost.extensions.Plugins;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /plugins}: plug-ins, what they contribute, and what is configured of that. */
@Path("/plugins")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PluginsResource {

  private static final Set<String> PAGING = Set.of("page", "size");

  @Inject Plugins plugins;
  @Context UriInfo uri;

  private DefinitionCalls<PluginConfiguration> calls() {
    return new DefinitionCalls<>(
        plugins.configurations(),
        this::view,
        this::read,
        "plugins/configurations",
        "plug-in configuration",
        false);
  }

  private JsonObjectBuilder view(PluginConfiguration configuration) {
    return plugins
        .format()
        .write(configuration)
        .add("status", PluginView.status(plugins.status(configuration.name())));
  }

  /** What GET shows may be sent back as it is. */
  private PluginConfiguration read(String name, JsonObject json) {
    return plugins.format().read(name, Json.createObjectBuilder(json).remove("status").build());
  }

  /** All plug-ins that this node has found. */
  @GET
  public JsonObject list() {
    return page(plugins.plugins(), PluginView::plugin);
  }

  /** One plug-in. */
  @GET
  @Path("/{id}")
  public JsonObject find(@PathParam("id") String id) {
    return plugins.plugins().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .map(PluginView::plugin)
        .orElseThrow(() -> missing("plug-in of this id"))
        .build();
  }

  /** The extension points. */
  @GET
  @Path("/points")
  public JsonObject points() {
    return page(Arrays.asList(ExtensionPoint.values()), PluginView::point);
  }

  /** What all plug-ins contribute. */
  @GET
  @Path("/contributions")
  public JsonObject contributions() {
    List<Contribution> all =
        plugins.plugins().stream().map(Plugin::contributions).flatMap(List::stream).toList();
    return page(all, PluginView::contribution);
  }

  /** One contribution. */
  @GET
  @Path("/contributions/{id}")
  public JsonObject contribution(@PathParam("id") String id) {
    return plugins
        .contribution(id)
        .map(PluginView::contribution)
        .orElseThrow(() -> missing("contribution of this id"))
        .build();
  }

  /** Configurations in the order in which they are asked. */
  @GET
  @Path("/configurations")
  public JsonObject configurations() {
    return calls().list(uri);
  }

  /** One configuration. */
  @GET
  @Path("/configurations/{name}")
  public JsonObject configuration(@PathParam("name") String name) {
    return calls().find(name);
  }

  /** Makes a configuration. */
  @POST
  @Path("/configurations")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(InputStream body) {
    return calls().create(uri, body);
  }

  /** Changes a configuration as a whole, or makes it. */
  @PUT
  @Path("/configurations/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response replace(@PathParam("name") String name, InputStream body) {
    return calls().replace(uri, name, body);
  }

  /** Deletes a configuration. */
  @DELETE
  @Path("/configurations/{name}")
  public Response delete(@PathParam("name") String name) {
    return calls().delete(name);
  }

  private <T> JsonObject page(List<T> all, Function<T, JsonObjectBuilder> item) {
    PageRequest page = new QueryParameters(uri.getQueryParameters(), PAGING).page();
    return JsonView.page(
            new Page<>(
                all.stream().skip(page.offset()).limit(page.size()).toList(), page, all.size()),
            item)
        .build();
  }

  private static ProblemException missing(String what) {
    return new ProblemException(Problem.of(404, "There is no " + what + "."));
  }
}
