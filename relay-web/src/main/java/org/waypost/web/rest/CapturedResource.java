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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.waypost.capture.CapturedMail;

/** {@code /captured}: mail that was stored instead of sent. */
@Path("/captured")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CapturedResource {

  private static final Set<String> FILTER = Set.of("q", "page", "size");

  @Inject CapturedMail captured;
  @Context UriInfo uri;

  /** Captured mail, newest first. */
  @GET
  public JsonObject list() {
    QueryParameters query = new QueryParameters(uri.getQueryParameters(), FILTER);
    return JsonView.page(captured.list(query.text("q"), query.page()), JsonView::summary).build();
  }

  /** Deletes all captured mail. A filter here would be an accident waiting, so there is none. */
  @DELETE
  public JsonObject deleteAll() {
    new QueryParameters(uri.getQueryParameters(), Set.of());
    return Json.createObjectBuilder().add("deleted", captured.deleteAll()).build();
  }
}
