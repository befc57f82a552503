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
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.waypost.api.smtp.MailContent;
import org.waypost.content.FileContent;
import org.waypost.content.MemoryContent;

/**
 * The octets of a queued mail: in memory up to 1 MiB, above that in a temporary file, so that many
 * large messages in delivery at once do not fill the heap. Closing it deletes the file.
 */
public final class QueuedContent implements AutoCloseable {

  private static final int MEMORY_LIMIT = 1024 * 1024;
  private static final int BLOCK = 64 * 1024;

  private final MailContent content;
  private final Path file;

  private QueuedContent(MailContent content, Path file) {
    this.content = content;
    this.file = file;
  }

  /**
   * Reads the body of a message.
   *
   * @param spool the folder for temporary files
   * @throws IOException when the file cannot be written, or the body is not as long as the header
   *     says
   */
  public static QueuedContent read(BytesMessage message, MailHeader header, Path spool)
      throws JMSException, IOException {
    if (header.size() > MEMORY_LIMIT) {
      return spooled(message, header, spool);
    }
    byte[] octets = new byte[(int) header.size()];
    int length = octets.length == 0 ? 0 : message.readBytes(octets);
    check(header, Math.max(length, 0));
    return new QueuedContent(new MemoryContent(octets, header.eightBit()), null);
  }

  private static QueuedContent spooled(BytesMessage message, MailHeader header, Path spool)
      throws JMSException, IOException {
    Files.createDirectories(spool);
    Path file = Files.createTempFile(spool, "delivery-" + header.id() + "-", ".eml");
    try {
      long length = 0;
      try (OutputStream out = Files.newOutputStream(file)) {
        byte[] block = new byte[BLOCK];
        for (int read = message.readBytes(block); read > 0; read = message.readBytes(block)) {
          out.write(block, 0, read);
          length += read;
        }
      }
      check(header, length);
      return new QueuedContent(new FileContent(file, length, header.eightBit()), file);
    } catch (IOException | JMSException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static void check(MailHeader header, long length) throws IOException {
    if (length != header.size()) {
      throw new IOException(
          "The body of queued mail "
              + header.id()
              + " has "
              + length
              + " octets instead of "
              + header.size());
    }
  }

  /** The octets. */
  public MailContent content() {
    return content;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
