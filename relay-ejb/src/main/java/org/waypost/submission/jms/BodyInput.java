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
package org.waypost.submission.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.InputStream;

/** Reads the body of a message from where it stands, block by block. */
final class BodyInput extends InputStream {

  private final BytesMessage message;

  BodyInput(BytesMessage message) {
    this.message = message;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      if (offset == 0) {
        return message.readBytes(target, length);
      }
      byte[] block = new byte[length];
      int read = message.readBytes(block, length);
      if (read > 0) {
        System.arraycopy(block, 0, target, offset, read);
      }
      return read;
    } catch (JMSException e) {
      throw new IOException(e);
    }
  }
}
