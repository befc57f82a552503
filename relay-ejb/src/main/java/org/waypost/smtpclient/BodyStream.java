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
package org.waypost.smtpclient;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a message to a peer, in the form of the command that it follows. */
abstract class BodyStream extends OutputStream {

  @Override
  public final void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public abstract void write(byte[] from, int offset, int length) throws IOException;

  /**
   * Ends the message, and sends what is left.
   *
   * @throws IncompleteException when the message has not the length that was announced
   */
  abstract void end() throws SendFailedException, IncompleteException;

  /** The peer does not take the message; any other exception says that it could not be read. */
  static final class SendFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    SendFailedException(IOException cause) {
      super(cause);
    }

    IOException ioCause() {
      return (IOException) getCause();
    }
  }

  /** The message has another length than was announced to the peer. */
  static final class IncompleteException extends IOException {

    private static final long serialVersionUID = 1L;

    IncompleteException(String message) {
      super(message);
    }
  }
}
