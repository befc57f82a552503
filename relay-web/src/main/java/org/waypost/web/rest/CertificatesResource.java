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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.waypost.api.listener.CertificateStatus;
import org.waypost.listeners.Listeners;

/** {@code /certificates}: what the SMTP listeners of this node show. */
@Path("/certificates")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CertificatesResource {

  @Inject Listeners listeners;

  /** The certificates as they are in use, and the files that are not. */
  @GET
  public JsonObject list() {
    return json(listeners.certificates());
  }

  /** Reads the files again. */
  @POST
  @Path("/reload")
  public JsonObject reload() {
    return json(listeners.reloadCertificates());
  }

  private static JsonObject json(List<CertificateStatus> certificates) {
    return Json.createObjectBuilder()
        .add("items", JsonView.array(certificates, ListenerView::certificate))
        .build();
  }
}
