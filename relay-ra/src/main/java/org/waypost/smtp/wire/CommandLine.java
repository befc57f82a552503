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
package org.waypost.smtp.wire;

import java.util.Locale;

/**
 * A command as it came in.
 *
 * @param verb the first word in upper case; empty for an empty line
 * @param argument what follows it, without surrounding spaces; may be empty
 * @param text the whole line as it was; may be empty
 * @param fault what is wrong with the line, or null; all else is then empty, but for the verb of a
 *     BDAT, whose octets nobody can count any more
 */
public record CommandLine(String verb, String argument, String text, String fault) {

  static CommandLine of(String line) {
    int space = line.indexOf(' ');
    String verb = space < 0 ? line : line.substring(0, space);
    String argument = space < 0 ? "" : line.substring(space + 1).strip();
    return new CommandLine(verb.strip().toUpperCase(Locale.ROOT), argument, line, null);
  }

  static CommandLine faulty(String verb, String fault) {
    return new CommandLine(verb, "", "", fault);
  }

  /** Whether the line is not to be obeyed. */
  public boolean isFaulty() {
    return fault != null;
  }
}
