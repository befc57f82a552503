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
package org.waypost.plugins.footer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.message.HeaderEdit;
import org.waypost.plugins.message.RawField;
import org.waypost.plugins.mime.MimePart;
import org.waypost.plugins.mime.PartContent;
import org.waypost.plugins.mime.QuotedPrintable;

/**
 * A part with a footer, header and body, in the place of what stood there.
 *
 * @param part that it replaces
 * @param octets of header, empty line and body
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ChangedPart(MimePart part, byte[] octets) {

  private static final int LONGEST = 4 * 1024 * 1024;

  /** With the footer; empty when the part is too long, or in letters that are not understood. */
  static Optional<ChangedPart> of(MailContent content, MimePart part, FooterText footer)
      throws IOException {
    Optional<String> text = text(content, part);
    if (text.isEmpty() || text.get().contains("-----BEGIN PGP ")) {
      return Optional.empty();
    }
    boolean html = part.type().value().equals("text/html");
    String changed = html ? footer.within(text.get()) : footer.below(text.get());
    boolean base64 = part.encoding().equals("base64");
    HeaderEdit header = new HeaderEdit(part.header());
    header.replace("Content-Type", 1, contentType(part));
    header.replace(
        "Content-Transfer-Encoding",
        1,
        HeaderEdit.field("Content-Transfer-Encoding", base64 ? "base64" : "quoted-printable"));
    if (part.parent() < 0 && part.field("MIME-Version").isEmpty()) {
      header.append(HeaderEdit.field("MIME-Version", "1.0"));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (RawField each : header.fields()) {
      out.writeBytes((each.text() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
    out.writeBytes(new byte[] {'\r', '\n'});
    out.writeBytes(
        base64
            ? Base64.getMimeEncoder().encode(changed.getBytes(StandardCharsets.UTF_8))
            : QuotedPrintable.encode(changed));
    if (base64 && part.parent() < 0) {
      out.writeBytes(new byte[] {'\r', '\n'});
    }
    return Optional.of(new ChangedPart(part, out.toByteArray()));
  }

  private static Optional<String> text(MailContent content, MimePart part) throws IOException {
    try (InputStream in = PartContent.decoded(content, part)) {
      byte[] octets = in.readNBytes(LONGEST + 1);
      if (octets.length > LONGEST) {
        return Optional.empty();
      }
      String name = part.type().parameters().getOrDefault("charset", "us-ascii");
      Charset charset = name.equalsIgnoreCase("us-ascii") ? StandardCharsets.UTF_8 : of(name);
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException | IllegalArgumentException e) {
      // In other letters than it says, or in unknown ones: it is left as it is.
      return Optional.empty();
    }
  }

  private static Charset of(String name) {
    return Charset.forName(name.strip());
  }

  /** As it was, but for the character set: other parameters, such as format=flowed, stay. */
  private static RawField contentType(MimePart part) {
    String old = part.field("Content-Type").orElse(part.type().value());
    String others = old.replaceAll("(?i);\\s*charset\\*?\\s*=\\s*(\"[^\"]*\"|[^;\\s]*)", "");
    return HeaderEdit.field("Content-Type", others.strip() + "; charset=utf-8");
  }
}
