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
package org.waypost.web.ops;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.waypost.health.Readiness;

/** {@code /health/ready}: 200 when every check is up, else 503; the checks either way. */
public final class ReadyServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject private transient Readiness readiness;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    List<Readiness.Check> checks = readiness.checks();
    boolean up = checks.stream().allMatch(Readiness.Check::up);
    response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response.getOutputStream().write(json(up, checks).toString().getBytes(StandardCharsets.UTF_8));
  }

  static JsonObject json(boolean up, List<Readiness.Check> checks) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (Readiness.Check check : checks) {
      array.add(
          Json.createObjectBuilder()
              .add("name", check.name())
              .add("status", status(check.up()))
              .add("detail", check.detail() == null ? "" : check.detail()));
    }
    return Json.createObjectBuilder().add("status", status(up)).add("checks", array).build();
  }

  private static String status(boolean up) {
    return up ? "up" : "down";
  }
}
