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
import java.io.SequenceInputStream;
import org.waypost.api.smtp.MailContent;

/** A message with a trace header in front. */
public final class PrefixedContent implements MailContent {

  private final byte[] prefix;
  private final MailContent rest;

  /** Puts the octets in front; neither is copied. */
  public PrefixedContent(byte[] prefix, MailContent rest) {
    this.prefix = prefix;
    this.rest = rest;
  }

  @Override
  public long size() {
    return prefix.length + rest.size();
  }

  @Override
  public InputStream open() throws IOException {
    return new SequenceInputStream(new ByteArrayInputStream(prefix), rest.open());
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(prefix);
    rest.writeTo(out);
  }

  @Override
  public boolean hasEightBit() {
    return rest.hasEightBit() || EightBit.in(prefix);
  }
}
