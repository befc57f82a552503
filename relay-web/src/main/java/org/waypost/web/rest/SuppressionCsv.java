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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.waypost.json.InvalidMemberException;
import org.waypost.suppression.Suppression;
import org.waypost.suppression.Suppression.Origin;
import org.waypost.web.problem.Problem;
import org.waypost.web.problem.ProblemException;

/**
 * Entries of the suppression list as lines {@code address,category,reason,expiresAt,scope}, of
 * which all but the address may be left out. A first line that begins with {@code address} is a
 * heading.
 *
 * @param entries those that are right
 * @param problems the first 100 of those that are not
 * @param refusedCount how many are not
 */
record SuppressionCsv(List<Suppression> entries, List<LineProblem> problems, int refusedCount) {

  private static final int MOST_LINES = 100_000;
  private static final int MOST_PROBLEMS = 100;
  private static final int MOST_OCTETS = 32 * 1024 * 1024;
  private static final int LONGEST = 2_000;

  /** What is wrong with a line, from 1. */
  record LineProblem(int line, String member, String problem) {}

  /**
   * Reads at most 100,000 lines of 32 MiB.
   *
   * @throws ProblemException when there are more
   */
  static SuppressionCsv read(InputStream body, Instant now) {
    List<Suppression> entries = new ArrayList<>();
    List<LineProblem> problems = new ArrayList<>();
    int refused = 0;
    int number = 0;
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new BoundedBody(body, new BodyLimit(MOST_OCTETS, "a limit of its own", "")),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (number > MOST_LINES) {
          throw new ProblemException(
              Problem.of(413, "More than " + MOST_LINES + " lines; send the rest by itself."));
        }
        if (line.isBlank() || (number == 1 && isHeading(line))) {
          continue;
        }
        try {
          entries.add(entry(line, now));
        } catch (InvalidMemberException e) {
          refused++;
          note(problems, new LineProblem(number, e.member(), e.getMessage()));
        } catch (ProblemException e) {
          refused++;
          String field = e.problem().field();
          note(problems, new LineProblem(number, field == null ? "" : field, e.getMessage()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SuppressionCsv(List.copyOf(entries), List.copyOf(problems), refused);
  }

  /** Spreadsheets put a byte order mark before it. */
  private static boolean isHeading(String line) {
    return line.toLowerCase(Locale.ROOT).replace("\"", "").matches("\\x{feff}?address\\b[^@]*");
  }

  private static void note(List<LineProblem> problems, LineProblem problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }

  private static Suppression entry(String line, Instant now) {
    if (line.length() > LONGEST) {
      throw new InvalidMemberException("address", "the line is longer than " + LONGEST);
    }
    List<String> fields = CsvFields.read(line);
    return SuppressionView.entry(
        field(fields, 0),
        field(fields, 4),
        field(fields, 1),
        field(fields, 2),
        field(fields, 3),
        Origin.IMPORT,
        now);
  }

  private static String field(List<String> fields, int index) {
    return index < fields.size() ? CsvFields.withoutGuard(fields.get(index)) : "";
  }
}
