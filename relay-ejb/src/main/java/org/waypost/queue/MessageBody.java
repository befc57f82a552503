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
package org.waypost.queue;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import org.waypost.api.smtp.MailContent;

/** Puts mail into the body of a JMS message, in blocks. */
public final class MessageBody {

  /** Above this size a provider that can is given a stream instead of the octets. */
  private static final long STREAM_ABOVE = 256L * 1024;

  private MessageBody() {}

  /**
   * Writes the body.
   *
   * @param front octets before the content
   * @param streamProperty in which the provider takes a stream, if it does
   * @return a stream that must stay open until the message is sent, if an empty one
   */
  static InputStream write(
      BytesMessage message, byte[] front, MailContent content, Optional<String> streamProperty)
      throws JMSException, IOException {
    if (streamProperty.isPresent() && content.size() > STREAM_ABOVE) {
      InputStream whole = new SequenceInputStream(new ByteArrayInputStream(front), content.open());
      message.setObjectProperty(streamProperty.get(), whole);
      return whole;
    }
    message.writeBytes(front);
    content.writeTo(new Blocks(message));
    return InputStream.nullInputStream();
  }

  /**
   * Writes the body from a stream, which must stay open until the message is sent.
   *
   * @param length octets of the stream
   */
  public static void stream(
      BytesMessage message, InputStream in, long length, Optional<String> streamProperty)
      throws JMSException, IOException {
    if (streamProperty.isPresent() && length > STREAM_ABOVE) {
      message.setObjectProperty(streamProperty.get(), in);
    } else {
      in.transferTo(new Blocks(message));
    }
  }

  private static final class Blocks extends OutputStream {
    private final BytesMessage message;

    private Blocks(BytesMessage message) {
      this.message = message;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] block, int offset, int length) throws IOException {
      try {
        message.writeBytes(block, offset, length);
      } catch (JMSException e) {
        throw new IOException(e);
      }
    }
  }
}
