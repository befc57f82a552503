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

import org.waypost.api.settings.Settings;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/**
 * How large a body may be.
 *
 * @param octets the most that is read
 * @param setting the variable that says so
 * @param advice what to do with a larger one; empty when there is nothing
 */
record BodyLimit(long octets, String setting, String advice) {

  /** The limit of a whole message. */
  static BodyLimit message(Settings settings) {
    return new BodyLimit(settings.maxMessageSize(), "WAYPOST_MAX_MESSAGE_SIZE", "");
  }

  /** The limit of a message in JSON, which is built in memory. */
  static BodyLimit json(Settings settings) {
    return new BodyLimit(
        settings.maxJsonSize(),
        "WAYPOST_MAX_JSON_SIZE",
        " Larger mail can be sent as a whole message: Content-Type message/rfc822.");
  }

  /** Refuses what is declared to be larger, before anything of it is read. */
  void checkDeclared(long length) {
    if (length > octets) {
      throw exceeded();
    }
  }

  /** The answer to a body that is larger. */
  ProblemException exceeded() {
    return new ProblemException(
        Problem.of(
            413, "The body is larger than " + octets + " octets (" + setting + ")." + advice));
  }
}
