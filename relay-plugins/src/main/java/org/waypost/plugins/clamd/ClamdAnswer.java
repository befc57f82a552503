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
package org.waypost.plugins.clamd;

import java.util.Objects;

/**
 * What clamd said of a message.
 *
 * @param kind how the answer is to be taken
 * @param text the name of what was found, or clamd's words of why it could not look; empty when
 *     nothing was found
 */
public record ClamdAnswer(Kind kind, String text) {

  /** How an answer is to be taken. */
  public enum Kind {
    /** Nothing was found. */
    CLEAN,
    /** Something was found. */
    FOUND,
    /** The message is longer than clamd's {@code StreamMaxLength}, so that it did not look. */
    TOO_LARGE,
    /** clamd could not look for another reason. */
    ERROR
  }

  /** Checks that both are there. */
  public ClamdAnswer {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  /** Reads such as {@code stream: Eicar-Test-Signature FOUND}. */
  static ClamdAnswer parse(String line) {
    String answer = line.strip();
    if (answer.startsWith("INSTREAM size limit exceeded")) {
      return new ClamdAnswer(Kind.TOO_LARGE, answer);
    }
    String said = answer.startsWith("stream: ") ? answer.substring(8) : answer;
    if (said.equals("OK")) {
      return new ClamdAnswer(Kind.CLEAN, "");
    }
    if (said.endsWith(" FOUND")) {
      return new ClamdAnswer(Kind.FOUND, said.substring(0, said.length() - 6));
    }
    return new ClamdAnswer(Kind.ERROR, said);
  }
}
