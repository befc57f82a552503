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

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP server that plays scripts, one for each connection in order, the last one again and
 * again.
 *
 * <p>A line of a script is one of: {@code S: text} sends it with CRLF; {@code SLOWLY: text} sends
 * octet by octet; {@code C: start} reads a line that must begin so; {@code BODY} reads a message;
 * {@code OCTETS n} reads so many; {@code DROP} closes; {@code RESET} closes hard; {@code HANG} says
 * nothing until the client closes; {@code DEAF} does not even read; {@code TLS} begins TLS as a
 * stranger, {@code TLS LOCAL} as the host that it is; {@code LOOP} goes on after {@code START}. At
 * its end, a script waits for QUIT or the end of the connection.
 */
final class ScriptedPeer implements AutoCloseable {

  private final ServerSocket server;
  private final List<String> scripts;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<String> surprises = new CopyOnWriteArrayList<>();
  private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();

  ScriptedPeer(String... scripts) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.scripts = List.of(scripts);
    threads.execute(this::accept);
  }

  /** A greeting and an EHLO reply that offers these. */
  static String greeting(String... extensions) {
    StringBuilder script = new StringBuilder("S: 220 peer.test ESMTP\nC: EHLO client.test\n");
    List<String> lines = new ArrayList<>(List.of("peer.test"));
    lines.addAll(List.of(extensions));
    for (int i = 0; i < lines.size(); i++) {
      script.append("S: 250").append(i < lines.size() - 1 ? '-' : ' ');
      script.append(lines.get(i)).append('\n');
    }
    return script.toString();
  }

  NextHop hop() {
    return new NextHop("127.0.0.1", server.getLocalPort());
  }

  String name() {
    return "127.0.0.1[127.0.0.1]:" + server.getLocalPort();
  }

  /** The address that each connection came from, in order. */
  List<String> clients() {
    return sockets.stream().map(each -> each.getInetAddress().getHostAddress()).toList();
  }

  int connections() {
    return connections.get();
  }

  /** Whatever a client did that was not in the script. */
  List<String> surprises() {
    return surprises;
  }

  /** Messages as they came, dots stuffed, with the final line. */
  List<byte[]> bodies() {
    return bodies;
  }

  List<String> commands() {
    return commands;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        String script = scripts.get(Math.min(connections.getAndIncrement(), scripts.size() - 1));
        threads.execute(() -> play(socket, script.lines().toList()));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void play(Socket socket, List<String> script) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      int i = 0;
      while (i < script.size()) {
        String step = script.get(i++);
        if (step.equals("LOOP")) {
          i = script.indexOf("START") + 1;
        } else if (step.startsWith("TLS")) {
          SSLSocket encrypted =
              (step.equals("TLS") ? TestTls.STRANGER : TestTls.LOCAL).server(socket);
          in = new BufferedInputStream(encrypted.getInputStream());
          out = encrypted.getOutputStream();
        } else if (!perform(step, socket, in, out)) {
          return;
        }
      }
      while (line(in) != null) {
        // QUIT, or whatever the client says last
      }
    } catch (IOException e) {
      commands.add("connection broke");
    }
  }

  private boolean perform(String step, Socket socket, InputStream in, OutputStream out)
      throws IOException {
    if (step.startsWith("S: ")) {
      out.write((step.substring(3) + "\r\n").getBytes(StandardCharsets.UTF_8));
    } else if (step.startsWith("SLOWLY: ")) {
      for (byte each : (step.substring(8) + "\r\n").getBytes(StandardCharsets.UTF_8)) {
        out.write(each);
      }
    } else if (step.startsWith("C: ")) {
      String line = line(in);
      if (line == null) {
        return false;
      }
      commands.add(line);
      if (!line.startsWith(step.substring(3))) {
        surprises.add(line + " instead of " + step.substring(3));
      }
    } else if (step.equals("BODY")) {
      bodies.add(body(in));
    } else if (step.startsWith("OCTETS ")) {
      bodies.add(in.readNBytes(Integer.parseInt(step.substring(7))));
    } else if (step.equals("HANG")) {
      while (in.read() >= 0) {
        // until the client has had enough
      }
    } else if (step.equals("DEAF")) {
      return awaitClose();
    } else if (step.equals("RESET")) {
      socket.setSoLinger(true, 0);
      return false;
    } else {
      return !step.equals("DROP");
    }
    return true;
  }

  private synchronized boolean awaitClose() {
    while (!server.isClosed()) {
      try {
        wait();
      } catch (InterruptedException e) {
        return false;
      }
    }
    return false;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet;
    while ((octet = in.read()) >= 0) {
      if (octet == '\n') {
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
      }
      line.write(octet);
    }
    return null;
  }

  private static byte[] body(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String line = "";
    int octet;
    while ((octet = in.read()) >= 0) {
      body.write(octet);
      // The first octets of a line are all that matters.
      line = line.length() < 4 ? line + (char) octet : line;
      if (octet == '\n') {
        if (line.equals(".\r\n")) {
          return body.toByteArray();
        }
        line = "";
      }
    }
    throw new IOException("message without an end");
  }

  @Override
  public void close() throws IOException {
    server.close();
    synchronized (this) {
      notifyAll();
    }
    for (Socket each : sockets) {
      each.close();
    }
    threads.shutdownNow();
  }
}
