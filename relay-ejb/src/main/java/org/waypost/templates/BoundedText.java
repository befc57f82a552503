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
package org.waypost.templates;

import java.io.IOException;
import java.io.Writer;

/** Takes a text in up to a length. Not for several threads. */
final class BoundedText extends Writer {

  private final int most;
  private final StringBuilder text = new StringBuilder();

  /**
   * Takes so much in.
   *
   * @param most characters
   */
  BoundedText(int most) {
    this.most = most;
  }

  /** More than it takes. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void write(char[] characters, int from, int count) throws IOException {
    if (count > most - text.length()) {
      throw new TooLongException();
    }
    text.append(characters, from, count);
  }

  @Override
  public void flush() {
    // It is in memory.
  }

  @Override
  public void close() {
    // It is in memory.
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
