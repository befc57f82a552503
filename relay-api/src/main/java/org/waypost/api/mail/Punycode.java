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
package org.waypost.api.mail;

/** Punycode (RFC 3492), which {@link java.net.IDN} only offers together with IDNA of 2003. */
final class Punycode {

  private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789";
  // RFC 3492 5
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int INITIAL_BIAS = 72;
  private static final int INITIAL_N = 0x80;

  private Punycode() {}

  /** RFC 3492 6.3; a label is too short for any number here to overflow. */
  static String encode(int... label) {
    StringBuilder out = new StringBuilder();
    for (int c : label) {
      if (c < INITIAL_N) {
        out.append((char) c);
      }
    }
    int basic = out.length();
    if (basic > 0) {
      out.append('-');
    }
    int bias = INITIAL_BIAS;
    int delta = 0;
    int handled = basic;
    for (int n = INITIAL_N; handled < label.length; n++) {
      int next = smallestFrom(n, label);
      delta += (next - n) * (handled + 1);
      n = next;
      for (int c : label) {
        if (c < n) {
          delta++;
        } else if (c == n) {
          writeNumber(delta, bias, out);
          bias = adapt(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
    }
    return out.toString();
  }

  private static int smallestFrom(int least, int... label) {
    int smallest = Integer.MAX_VALUE;
    for (int c : label) {
      if (c >= least) {
        smallest = Math.min(smallest, c);
      }
    }
    return smallest;
  }

  private static void writeNumber(int number, int bias, StringBuilder out) {
    int rest = number;
    for (int k = BASE; ; k += BASE) {
      int threshold = Math.max(T_MIN, Math.min(T_MAX, k - bias));
      if (rest < threshold) {
        out.append(DIGITS.charAt(rest));
        return;
      }
      out.append(DIGITS.charAt(threshold + (rest - threshold) % (BASE - threshold)));
      rest = (rest - threshold) / (BASE - threshold);
    }
  }

  /** RFC 3492 6.1. */
  private static int adapt(int delta, int points, boolean first) {
    int rest = first ? delta / DAMP : delta / 2;
    rest += rest / points;
    int k = 0;
    while (rest > (BASE - T_MIN) * T_MAX / 2) {
      rest /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
  }
}
