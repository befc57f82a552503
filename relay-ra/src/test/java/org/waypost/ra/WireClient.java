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
package org.waypost.ra;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/** A client that sends what it is told and reads reply lines. */
final class WireClient implements AutoCloseable {

  private final Socket socket = new Socket();
  private final BufferedReader in;

  WireClient(SocketAddress server) throws IOException {
    int port = ((InetSocketAddress) server).getPort();
    socket.connect(new InetSocketAddress("127.0.0.1", port), 5000);
    socket.setSoTimeout(10_000);
    in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  WireClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  /** The next line, or null when the server has closed the connection. */
  String line() throws IOException {
    return in.readLine();
  }

  /** Reads the greeting and goes as far as 354. */
  WireClient untilData() throws IOException {
    line();
    send("HELO c\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.net>\r\nDATA\r\n");
    for (String line = line(); !line.startsWith("354"); line = line()) {
      if (!line.startsWith("250")) {
        throw new IOException("Refused: " + line);
      }
    }
    return this;
  }

  boolean hasInput() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
