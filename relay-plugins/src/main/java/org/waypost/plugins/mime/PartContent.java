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
package org.waypost.plugins.mime;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import org.waypost.api.smtp.MailContent;

/** Opens what is in parts. */
public final class PartContent {

  private PartContent() {}

  /** The octets of a part's body as they stand in the message. */
  public static InputStream raw(MailContent content, MimePart part) throws IOException {
    InputStream in = content.open();
    try {
      in.skipNBytes(part.bodyStart());
      return new Bounded(in, part.bodyEnd() - part.bodyStart());
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** The octets that a part's body stands for (RFC 2045 6.7, 6.8), leniently. */
  public static InputStream decoded(MailContent content, MimePart part) throws IOException {
    InputStream raw = new BufferedInputStream(raw(content, part), 16 * 1024);
    return switch (part.encoding()) {
      case "base64" -> Base64.getMimeDecoder().wrap(raw);
      case "quoted-printable" -> new QuotedPrintableInput(raw);
      default -> raw;
    };
  }

  /** Ends after so many octets. */
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      if (left <= 0) {
        return -1;
      }
      int octet = super.read();
      left--;
      return octet;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = super.read(to, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }
  }
}
