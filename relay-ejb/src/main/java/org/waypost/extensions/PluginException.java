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
package org.waypost.extensions;

/** A plug-in or a contribution that cannot be used; the message says why, for administrators. */
public final class PluginException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With this sentence. */
  public PluginException(String message) {
    super(message);
  }

  /** With this sentence, and what led to it. */
  public PluginException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What a fault says, in one line: its class where that tells more. */
  static String sentence(Throwable fault) {
    String said = fault.getMessage();
    String text =
        fault instanceof PluginException && said != null
            ? said
            : fault.getClass().getSimpleName() + (said == null ? "" : ": " + said);
    String line = text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}]+", " ").strip();
    return line.length() > 500 ? line.substring(0, 500) : line;
  }
}
