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
package org.waypost.api.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.OutputStream;

/** Writes into the body of a message, up to a limit. */
final class BodyStream extends OutputStream {

  private final BytesMessage message;
  private final long limit;
  private long written;

  BodyStream(BytesMessage message, long limit) {
    this.message = message;
    this.limit = limit;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] block, int offset, int length) throws IOException {
    written += length;
    if (written > limit) {
      throw new IllegalArgumentException("The submission has more than " + limit + " octets");
    }
    try {
      message.writeBytes(block, offset, length);
    } catch (JMSException e) {
      throw new IOException(e);
    }
  }
}
