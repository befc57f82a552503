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
package org.waypost.plugins.spamd;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.plugins.message.RawField;
import org.waypost.plugins.wire.Lines;

/**
 * The head of an answer: {@code SPAMD/1.1 0 EX_OK}, and {@code Spam: True ; 15.0 / 5.0}.
 *
 * @param spam whether it is spam
 * @param score of the message
 * @param threshold of spamd's settings
 */
record SpamdReply(boolean spam, double score, double threshold) {

  private static final int LONGEST_LINE = 8192;
  private static final int MOST_LINES = 100;
  private static final Pattern STATUS = Pattern.compile("SPAMD/\\d+\\.\\d+ (\\d{1,5}) ?(.*)");
  private static final Pattern SPAM =
      Pattern.compile(
          "(?i)spam:\\s*(true|yes|false|no)\\s*;\\s*(-?\\d+(?:\\.\\d+)?)\\s*/\\s*(-?\\d+(?:\\.\\d+)?)\\s*");

  /** Reads it, up to the empty line. */
  static SpamdReply read(InputStream in) throws IOException {
    Matcher status = STATUS.matcher(Lines.read(in, '\n', LONGEST_LINE));
    if (!status.matches()) {
      throw new ProtocolException("The answer is not one of spamd");
    }
    if (!status.group(1).equals("0")) {
      throw new IOException("spamd could not look: " + status.group(1) + " " + status.group(2));
    }
    SpamdReply found = null;
    for (int lines = 0; lines < MOST_LINES; lines++) {
      String line = Lines.read(in, '\n', LONGEST_LINE);
      if (line.isEmpty()) {
        if (found == null) {
          throw new ProtocolException("spamd told no score");
        }
        return found;
      }
      Matcher spam = SPAM.matcher(line);
      if (spam.matches()) {
        String said = spam.group(1);
        found =
            new SpamdReply(
                said.equalsIgnoreCase("true") || said.equalsIgnoreCase("yes"),
                Double.parseDouble(spam.group(2)),
                Double.parseDouble(spam.group(3)));
      }
    }
    throw new ProtocolException("spamd's answer has a head of more than " + MOST_LINES + " lines");
  }

  SpamdAnswer answer(List<String> symbols, List<RawField> fields) {
    return new SpamdAnswer(spam, score, threshold, symbols, fields);
  }
}
