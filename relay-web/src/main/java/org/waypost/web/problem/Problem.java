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

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;

/**
 * A problem detail (RFC 9457 3.1).
 *
 * @param status the HTTP status code, 400 to 599
 * @param title short, the same for every problem of this kind
 * @param detail what was wrong this time; null when the title says it all
 * @param field the input that is wrong; null when it is none
 */
public record Problem(int status, String title, String detail, String field) {

  /** The media type of a problem. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPE_PREFIX = "urn:waypost:problem:";

  /** A problem whose title follows from its status. */
  public static Problem of(int status, String detail) {
    return new Problem(status, titleOf(status), detail, null);
  }

  /** An input that is wrong (400). */
  public static Problem invalid(String field, String detail) {
    return new Problem(400, titleOf(400), detail, field);
  }

  /** A URI that names the kind of problem (RFC 9457 3.1.1). */
  public String type() {
    return TYPE_PREFIX + title.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  /** The JSON form; absent members are left out. */
  public JsonObject toJson() {
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("type", type()).add("title", title).add("status", status);
    if (detail != null && !detail.isEmpty()) {
      json.add("detail", detail);
    }
    if (field != null) {
      json.add("field", field);
    }
    return json.build();
  }

  private static String titleOf(int status) {
    return switch (status) {
      case 400 -> "Invalid input";
      case 401 -> "Sign-in required";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "Method not allowed";
      case 406 -> "Not acceptable";
      case 409 -> "Conflict";
      case 411 -> "Length required";
      case 413 -> "Too large";
      case 415 -> "Unsupported media type";
      case 429 -> "Too many requests";
      case 503 -> "Unavailable";
      default -> status < 500 ? "Request refused" : "Server error";
    };
  }
}
