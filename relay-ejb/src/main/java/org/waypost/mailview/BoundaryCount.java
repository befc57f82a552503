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
package org.waypost.mailview;

/**
 * Counts lines that begin like a MIME boundary, so that a message of millions of empty parts is not
 * given to the parser, which would make an object of each.
 */
final class BoundaryCount {

  static final int PLAUSIBLE = 10_000;

  private int lines;
  private int last = '\n';
  private int beforeLast;

  void add(byte[] block, int length) {
    for (int i = 0; i < length; i++) {
      int octet = block[i];
      if (octet == '-' && last == '-' && (beforeLast == '\n' || beforeLast == '\r')) {
        lines++;
      }
      beforeLast = last;
      last = octet;
    }
  }

  boolean isPlausible() {
    return lines <= PLAUSIBLE;
  }
}
