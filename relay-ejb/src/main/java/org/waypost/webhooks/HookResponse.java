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
package org.waypost.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to a POST: its status, and the beginning of its body as it comes over the wire.
 *
 * @param status 200 to 999
 * @param text at most {@value #MOST_BODY} octets of the body
 */
record HookResponse(int status, String text) {

  private static final int MOST_HEAD = 16 * 1024;
  private static final int MOST_BODY = 1_000;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

  /** Reads an answer (RFC 9112), and no more than it takes. */
  static HookResponse read(InputStream in) throws IOException {
    int left = MOST_HEAD;
    while (true) {
      String line = line(in, left);
      left -= line.length() + 2;
      Matcher matcher = STATUS.matcher(line);
      if (!matcher.matches()) {
        throw new IOException("The answer is not HTTP");
      }
      int status = Integer.parseInt(matcher.group(1));
      long length = Long.MAX_VALUE;
      for (line = line(in, left); !line.isEmpty(); line = line(in, left)) {
        left -= line.length() + 2;
        length = Math.min(length, contentLength(line));
      }
      // Interim answers come before the final one (RFC 9110 15.2).
      if (status >= 200) {
        boolean none = status == 204 || status == 304;
        return new HookResponse(status, none ? "" : body(in, length));
      }
    }
  }

  private static long contentLength(String line) {
    String[] parts = line.split(":", 2);
    if (parts.length == 2 && parts[0].toLowerCase(Locale.ROOT).equals("content-length")) {
      try {
        return Math.max(0, Long.parseLong(parts[1].strip()));
      } catch (NumberFormatException e) {
        return Long.MAX_VALUE;
      }
    }
    return Long.MAX_VALUE;
  }

  private static String line(InputStream in, int most) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new IOException("The connection was closed before the answer");
      }
      if (line.length() >= most) {
        throw new IOException("The header of the answer is too long");
      }
      line.append((char) octet);
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
  }

  /** The status says it all: what is wrong with the body is no failure. */
  private static String body(InputStream in, long length) {
    byte[] body = new byte[(int) Math.min(length, MOST_BODY)];
    int have = 0;
    try {
      // Of an unknown length, only what came with the first packet.
      do {
        int read = in.read(body, have, body.length - have);
        if (read <= 0) {
          break;
        }
        have += read;
      } while (have < body.length && length < Long.MAX_VALUE);
    } catch (IOException e) {
      return new String(body, 0, have, StandardCharsets.UTF_8);
    }
    return new String(body, 0, have, StandardCharsets.UTF_8);
  }
}
