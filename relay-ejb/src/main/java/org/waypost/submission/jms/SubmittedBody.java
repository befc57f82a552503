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
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.waypost.api.smtp.MailContent;
import org.waypost.content.FileContent;
import org.waypost.content.MemoryContent;
import org.waypost.submission.InvalidSubmissionException;

/** Takes in the body of a message: into memory up to 1 MiB, above that into a temporary file. */
final class SubmittedBody {

  private static final int MEMORY_LIMIT = 1024 * 1024;
  private static final int BLOCK = 64 * 1024;

  private final Path spool;

  /**
   * Reads bodies.
   *
   * @param spool the folder for temporary files
   */
  SubmittedBody(Path spool) {
    this.spool = spool;
  }

  /**
   * Refuses a body that is too large, without reading any of it.
   *
   * @param setting that allows more
   */
  static void check(long octets, long limit, String setting) throws InvalidSubmissionException {
    if (octets > limit) {
      throw new InvalidSubmissionException(
          null, "has " + octets + " octets, more than " + limit + " (" + setting + ")");
    }
  }

  /** Reads a body; a {@link FileContent} has to be closed. */
  MailContent read(BytesMessage message) throws JMSException, IOException {
    long length = message.getBodyLength();
    InputStream in = new BodyInput(message);
    return length > MEMORY_LIMIT
        ? spooled(in)
        : new MemoryContent(length == 0 ? new byte[0] : in.readNBytes((int) length));
  }

  private MailContent spooled(InputStream in) throws IOException {
    Files.createDirectories(spool);
    Path file = Files.createTempFile(spool, "submit-", ".eml");
    boolean complete = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      long length = 0;
      byte eight = 0;
      byte[] block = new byte[BLOCK];
      for (int read = in.read(block); read > 0; read = in.read(block)) {
        out.write(block, 0, read);
        for (int i = 0; i < read; i++) {
          eight |= block[i];
        }
        length += read;
      }
      complete = true;
      return new FileContent(file, length, eight < 0);
    } finally {
      if (!complete) {
        Files.deleteIfExists(file);
      }
    }
  }
}
