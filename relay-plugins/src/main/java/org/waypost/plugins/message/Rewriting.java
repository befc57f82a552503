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
package org.waypost.plugins.message;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.waypost.api.extension.ContentRewriter;
import org.waypost.api.smtp.MailContent;

/**
 * Writes a message with another header, another body, or both.
 *
 * @param header the fields, instead of those that were there
 * @param body the octets of the body, instead of those that were there; null for those. Closed when
 *     it was written
 */
public record Rewriting(List<RawField> header, Spool body) implements ContentRewriter {

  /** Copies the header. */
  public Rewriting {
    header = List.copyOf(header);
  }

  /** With the body that was there. */
  public static Rewriting ofHeader(List<RawField> header) {
    return new Rewriting(header, null);
  }

  @Override
  public void write(MailContent original, OutputStream out) throws IOException {
    Objects.requireNonNull(original, "original");
    StringBuilder text = new StringBuilder();
    header.forEach(each -> text.append(each.text()).append("\r\n"));
    out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    if (body != null) {
      try (body) {
        body.writeTo(out);
      }
      return;
    }
    try (InputStream in = new BufferedInputStream(original.open(), 32 * 1024)) {
      HeaderReader.GENEROUS.read(in);
      in.transferTo(out);
    }
  }
}
