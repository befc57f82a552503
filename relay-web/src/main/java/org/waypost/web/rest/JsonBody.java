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

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.stream.JsonParsingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/** Reads the JSON object that a body is. */
final class JsonBody {

  /** The most that {@link #small} reads, in octets. */
  static final int MAX_OCTETS = 256 * 1024;

  private JsonBody() {}

  /**
   * Reads what is configured, and not mail: at most {@value #MAX_OCTETS} octets.
   *
   * @throws ProblemException (400 or 413) when it is no object, or too large
   */
  static JsonObject small(InputStream body) {
    try {
      byte[] octets = body.readNBytes(MAX_OCTETS + 1);
      if (octets.length > MAX_OCTETS) {
        throw new ProblemException(
            Problem.of(413, "The body is larger than " + MAX_OCTETS + " octets."));
      }
      return parse(new ByteArrayInputStream(octets));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads one object.
   *
   * @throws ProblemException (400) when it is none
   */
  static JsonObject parse(InputStream body) {
    try (JsonReader reader =
        Json.createReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      return reader.readObject();
    } catch (JsonParsingException e) {
      throw new ProblemException(
          Problem.of(
              400,
              "Not a JSON object: line "
                  + e.getLocation().getLineNumber()
                  + ", column "
                  + e.getLocation().getColumnNumber()
                  + "."));
    } catch (JsonException e) {
      throw new ProblemException(Problem.of(400, "Not a JSON object."));
    }
  }
}
