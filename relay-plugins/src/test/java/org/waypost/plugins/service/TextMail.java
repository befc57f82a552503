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
package org.waypost.plugins.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.waypost.api.smtp.MailContent;

/** A message in memory. */
public final class TextMail implements MailContent {

  private final byte[] octets;

  /** Of these octets. */
  public TextMail(byte[] octets) {
    this.octets = octets;
  }

  /** Of lines that end with LF here, and with CR LF in the message. */
  public static TextMail of(String text) {
    return new TextMail(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The octets, CR LF as LF. */
  public String text() {
    return new String(octets, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }

  @Override
  public long size() {
    return octets.length;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(octets);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(octets);
  }

  @Override
  public boolean hasEightBit() {
    for (byte each : octets) {
      if (each < 0) {
        return true;
      }
    }
    return false;
  }
}
