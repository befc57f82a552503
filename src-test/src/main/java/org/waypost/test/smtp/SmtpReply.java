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
package org.waypost.test.smtp;

import java.util.List;

/**
 * A reply of one line or more.
 *
 * @param code the three digits
 * @param lines the text of each line, without code and separator
 */
public record SmtpReply(int code, List<String> lines) {

  /** Copies the lines. */
  public SmtpReply {
    lines = List.copyOf(lines);
  }

  /** The lines joined with LF. */
  public String text() {
    return String.join("\n", lines);
  }

  /** Whether it is a 2xx reply. */
  public boolean isPositive() {
    return code / 100 == 2;
  }

  @Override
  public String toString() {
    return code + " " + text();
  }
}
