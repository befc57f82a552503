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

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import org.waypost.health.DatabaseAwayException;
import org.waypost.identity.InvalidUserException;
import org.waypost.json.InvalidMemberException;
import org.waypost.submission.InvalidSubmissionException;
import org.waypost.submission.UnavailableException;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** Makes a problem of whatever a resource or JAX-RS itself throws. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final System.Logger LOG = System.getLogger(ProblemMapper.class.getName());
  private static final int RETRY_SECONDS = 5;

  @Override
  public Response toResponse(Throwable thrown) {
    Problem problem = problemOf(thrown);
    Response.ResponseBuilder answer =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .entity(problem.toJson().toString());
    if (problem.status() == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    if (thrown instanceof WebApplicationException known) {
      String allow = known.getResponse().getHeaderString(HttpHeaders.ALLOW);
      if (allow != null) {
        answer.header(HttpHeaders.ALLOW, allow);
      }
    }
    return answer.build();
  }

  static Problem problemOf(Throwable thrown) {
    // A container wraps what its beans throw (EJBException), in as many layers as it likes.
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
      if (cause instanceof ProblemException known) {
        return known.problem();
      }
      if (cause instanceof InvalidSubmissionException invalid) {
        return Problem.invalid(invalid.field(), invalid.getMessage());
      }
      if (cause instanceof InvalidMemberException invalid) {
        return Problem.invalid(invalid.member(), invalid.getMessage());
      }
      if (cause instanceof InvalidUserException invalid) {
        return Problem.invalid(invalid.field(), invalid.getMessage());
      }
      if (cause instanceof DatabaseAwayException) {
        LOG.log(Level.WARNING, "A REST call failed, as the database is away: {0}", cause);
        return Problem.of(503, "The database does not answer at the moment. Try again soon.");
      }
      if (cause instanceof UnavailableException) {
        return Problem.of(503, "Mail cannot be stored at the moment. Try again soon.");
      }
    }
    if (thrown instanceof WebApplicationException http && http.getResponse().getStatus() < 500) {
      return Problem.of(http.getResponse().getStatus(), null);
    }
    LOG.log(Level.ERROR, "A REST call failed", thrown);
    return Problem.of(500, "The request failed; the log of the server says why.");
  }
}
