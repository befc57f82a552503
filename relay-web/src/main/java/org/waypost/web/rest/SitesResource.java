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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.scheduling.ShapingFormat;
import org.waypost.scheduling.SiteStatus;
import org.waypost.scheduling.SiteStatuses;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** {@code /sites}: destination sites as this node sees them. */
@Path("/sites")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SitesResource {

  private static final Set<String> PAGING = Set.of("page", "size");

  @Inject SiteStatuses sites;
  @Inject ShapingFormat format;
  @Context UriInfo uri;

  /** Sites by what waits for them, then by name. */
  @GET
  public JsonObject list() {
    PageRequest page = new QueryParameters(uri.getQueryParameters(), PAGING).page();
    List<SiteStatus> all = sites.statuses();
    List<SiteStatus> items =
        all.stream()
            .sorted(
                Comparator.comparingInt((SiteStatus site) -> -site.waiting())
                    .thenComparing(SiteStatus::name))
            .skip(page.offset())
            .limit(page.size())
            .toList();
    return JsonView.page(new Page<>(items, page, all.size()), this::view).build();
  }

  /** One site. */
  @GET
  @Path("/{name}")
  public JsonObject find(@PathParam("name") String name) {
    return sites.statuses().stream()
        .filter(site -> site.name().equals(name))
        .findFirst()
        .map(site -> view(site).build())
        .orElseThrow(SitesResource::notFound);
  }

  /** Ends a pause or suspension that failures or replies brought. */
  @POST
  @Path("/{name}/clear")
  public Response clear(@PathParam("name") String name) {
    if (!sites.clear(name)) {
      throw notFound();
    }
    return Response.noContent().build();
  }

  private JsonObjectBuilder view(SiteStatus site) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", site.name())
            .add("rule", site.rule())
            .add("places", site.places())
            .add("placesMost", site.most())
            .add("inUse", site.inUse())
            .add("stuck", site.stuck())
            .add("waitingAtLeast", site.waiting())
            .add("sent", site.sent())
            .add("attempts", site.attempts())
            .add("failures", site.failures())
            .add("attemptsLastMinute", site.lastMinute())
            .add("attemptsLastHour", site.lastHour())
            .add("limits", format.write(site.limits()));
    JsonView.put(json, "lastReply", site.lastReply().isEmpty() ? null : site.lastReply());
    if (site.closedUntil() != null) {
      json.add("closed", site.closed()).add("closedUntil", site.closedUntil().toString());
    }
    return json;
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.of(404, "This node knows no site of this name."));
  }
}
