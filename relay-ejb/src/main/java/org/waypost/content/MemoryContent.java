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
package org.waypost.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.waypost.api.smtp.MailContent;

/** A message in memory. The octets are not copied. */
public final class MemoryContent implements MailContent {

  private final byte[] octets;
  private final boolean eightBit;

  /** Takes the octets as they are, and looks for one above 127. */
  public MemoryContent(byte[] octets) {
    this(octets, EightBit.in(octets));
  }

  /** Takes the octets as they are. */
  public MemoryContent(byte[] octets, boolean eightBit) {
    this.octets = octets;
    this.eightBit = eightBit;
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
    return eightBit;
  }
}
