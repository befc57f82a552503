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
package org.waypost.web.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes problems where no JAX-RS runs: in filters, at sign-in, on the container's errors. */
public final class ProblemWriter {

  private ProblemWriter() {}

  /**
   * Sets status, type and body; headers set before stay. What is refused at sign-in never comes to
   * the filter that sets the security headers, so those that matter for data are set here too.
   */
  public static void write(Problem problem, HttpServletResponse response) throws IOException {
    byte[] body = problem.toJson().toString().getBytes(StandardCharsets.UTF_8);
    response.setStatus(problem.status());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
