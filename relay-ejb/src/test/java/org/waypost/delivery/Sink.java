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
package org.waypost.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.waypost.api.net.HostPort;

/**
 * An SMTP server whose answer is in the recipient's local part: {@code temp…} gets 451, {@code
 * perm…} gets 550, all others are accepted.
 */
final class Sink implements AutoCloseable {

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final String offers;

  Sink() throws IOException {
    this("8BITMIME");
  }

  /** A server that offers one more extension than PIPELINING. */
  Sink(String offers) throws IOException {
    this.offers = offers;
    Thread acceptor = new Thread(this::accept, "sink");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  HostPort address() {
    return new HostPort("127.0.0.1", server.getLocalPort());
  }

  /** MAIL and RCPT, as they came. */
  List<String> commands() {
    return commands;
  }

  List<String> messages() {
    return messages;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread session = new Thread(() -> serve(socket), "sink session");
        session.setDaemon(true);
        session.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = socket.getOutputStream();
      reply(out, "220 sink");
      boolean accepted = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command = line.toLowerCase(Locale.ROOT);
        if (command.startsWith("mail") || command.startsWith("rcpt")) {
          commands.add(line);
        }
        if (command.startsWith("ehlo")) {
          reply(out, "250-sink\r\n250-PIPELINING\r\n250 " + offers);
        } else if (command.startsWith("rcpt to:<temp")) {
          reply(out, "451 4.2.0 not now");
        } else if (command.startsWith("rcpt to:<perm")) {
          reply(out, "550 5.1.1 no such user");
        } else if (command.startsWith("rcpt")) {
          accepted = true;
          reply(out, "250 2.1.5 ok");
        } else if (command.equals("data")) {
          reply(out, accepted ? "354 go" : "554 5.5.1 no recipients");
          if (accepted) {
            messages.add(body(in));
            reply(out, "250 2.0.0 taken");
          }
          accepted = false;
        } else {
          reply(out, "250 2.0.0 ok");
        }
      }
    } catch (IOException e) {
      // The client is gone, which the test sees by itself.
      return;
    }
  }

  private static String body(BufferedReader in) throws IOException {
    StringBuilder body = new StringBuilder();
    for (String line = in.readLine(); !line.equals("."); line = in.readLine()) {
      body.append(line).append("\r\n");
    }
    return body.toString();
  }

  private static void reply(OutputStream out, String text) throws IOException {
    out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
