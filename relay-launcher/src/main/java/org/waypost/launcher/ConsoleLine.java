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
package org.waypost.launcher;

import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** An error as one line for the console; its stack trace is in the log file. */
public final class ConsoleLine extends SimpleFormatter {

  @Override
  public String format(LogRecord event) {
    String text = "waypost: " + formatMessage(event);
    if (event.getThrown() != null) {
      text += ": " + event.getThrown();
    }
    return text.replaceAll("\\p{Cntrl}+", " ") + System.lineSeparator();
  }
}
