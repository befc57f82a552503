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

import io.netty.buffer.ByteBuf;
import org.waypost.api.mail.Reply;

/**
 * Writes replies (RFC 5321 4.2.1): the code, and the enhanced status code if there is one, on every
 * line (RFC 2034 4). Characters outside printable ASCII become question marks.
 */
public final class ReplyEncoder {

  // RFC 5321 4.5.3.1.5: 512 octets with codes and CRLF.
  private static final int MAX_TEXT = 490;

  private ReplyEncoder() {}

  /** Appends the reply with its final CRLF. */
  public static void encode(Reply reply, ByteBuf out) {
    String status = reply.status() == null ? "" : reply.status() + " ";
    String text = reply.text();
    int from = 0;
    while (true) {
      int lf = text.indexOf('\n', from);
      int end = Math.min(lf < 0 ? text.length() : lf, from + MAX_TEXT);
      boolean lastLine = end == text.length();
      encodeLine(reply.code() + (lastLine ? " " : "-") + status, text, from, end, out);
      if (lastLine) {
        return;
      }
      from = end == lf ? end + 1 : end;
    }
  }

  private static void encodeLine(String codes, String text, int from, int end, ByteBuf out) {
    out.ensureWritable(codes.length() + end - from + 2);
    for (int i = 0; i < codes.length(); i++) {
      out.writeByte(codes.charAt(i));
    }
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      out.writeByte(c >= ' ' && c < 0x7F ? c : '?');
    }
    out.writeByte('\r').writeByte('\n');
  }
}
