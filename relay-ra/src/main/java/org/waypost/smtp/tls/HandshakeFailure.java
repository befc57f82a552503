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
package org.waypost.smtp.tls;

import io.netty.handler.ssl.NotSslRecordException;
import java.nio.channels.ClosedChannelException;

/** Says in a few words why a handshake has failed. */
public final class HandshakeFailure {

  private static final int MOST = 200;

  private HandshakeFailure() {}

  /** One line for the log. */
  public static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotSslRecordException) {
        // Its message holds what the client has sent.
        return "the client does not speak TLS";
      }
      if (cause instanceof ClosedChannelException) {
        return "the client has closed the connection";
      }
    }
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    String line = message.replaceAll("\\p{Cntrl}", " ");
    return line.length() > MOST ? line.substring(0, MOST) : line;
  }
}
