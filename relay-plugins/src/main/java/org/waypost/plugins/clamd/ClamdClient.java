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
package org.waypost.plugins.clamd;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.wire.Deadline;
import org.waypost.plugins.wire.Lines;
import org.waypost.plugins.wire.ServiceAddress;
import org.waypost.plugins.wire.ServiceConnection;

/**
 * Asks one clamd, with a connection for each message. For any number of threads.
 *
 * @param address where it listens
 * @param connecting how long connecting may take
 * @param scanning how long all of it may take
 */
public record ClamdClient(ServiceAddress address, Duration connecting, Duration scanning) {

  private static final int LONGEST_ANSWER = 4096;

  /** Checks that all are there. */
  public ClamdClient {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(connecting, "connecting");
    Objects.requireNonNull(scanning, "scanning");
  }

  /** Has a message looked at. */
  public ClamdAnswer scan(MailContent content) throws IOException {
    try (ServiceConnection connection = connect()) {
      command(connection, "INSTREAM");
      Chunks chunks = new Chunks(connection);
      try {
        content.writeTo(chunks);
        chunks.finish();
      } catch (Chunks.AnsweredEarly e) {
        // It said what it thinks of the length before all was sent.
        return answer(connection, e);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        return answer(connection, e);
      }
      return answer(connection, null);
    }
  }

  /**
   * Whether it answers.
   *
   * @throws IOException when it does not, saying how
   */
  public void ping() throws IOException {
    try (ServiceConnection connection = connect()) {
      command(connection, "PING");
      String answer = Lines.read(connection.input(), 0, LONGEST_ANSWER);
      if (!answer.equals("PONG")) {
        throw new IOException("clamd did not answer with PONG");
      }
    }
  }

  private ServiceConnection connect() throws IOException {
    return ServiceConnection.open(address, connecting, Deadline.in(scanning));
  }

  private static void command(ServiceConnection connection, String name) throws IOException {
    connection.write(ByteBuffer.wrap(("z" + name + "\0").getBytes(StandardCharsets.US_ASCII)));
  }

  /** Reads the answer; when there is none, why sending failed says more than that. */
  private static ClamdAnswer answer(ServiceConnection connection, IOException failure)
      throws IOException {
    try {
      return ClamdAnswer.parse(Lines.read(connection.input(), 0, LONGEST_ANSWER));
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      if (failure instanceof Chunks.AnsweredEarly || failure == null) {
        throw e;
      }
      failure.addSuppressed(e);
      throw failure;
    }
  }
}
