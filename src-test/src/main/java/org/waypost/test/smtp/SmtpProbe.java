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
package org.waypost.test.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** One connection to an SMTP server. */
public final class SmtpProbe implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Socket socket;
  private InputStream in;
  private OutputStream out;

  private SmtpProbe(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 8192);
    this.out = socket.getOutputStream();
  }

  /** Connects to a port of 127.0.0.1; a reply may take a minute. */
  public static SmtpProbe connect(int port) throws IOException {
    return connect(port, PATIENCE);
  }

  /** Connects to a port of 127.0.0.1; a reply may take that long. */
  public static SmtpProbe connect(int port, Duration patience) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
      return new SmtpProbe(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Connects, reads the greeting and says EHLO. */
  public static SmtpProbe greeted(int port) throws IOException {
    SmtpProbe probe = connect(port);
    probe.expect(220);
    probe.command("EHLO probe.test", 250);
    return probe;
  }

  /** Says STARTTLS, makes the handshake with whatever certificate comes, and says EHLO again. */
  public void startTls() throws IOException {
    command("STARTTLS", 220);
    SSLSocket encrypted =
        (SSLSocket)
            AnyServer.context()
                .getSocketFactory()
                .createSocket(socket, "127.0.0.1", socket.getPort(), true);
    encrypted.startHandshake();
    socket = encrypted;
    in = new BufferedInputStream(encrypted.getInputStream(), 8192);
    out = encrypted.getOutputStream();
    command("EHLO probe.test", 250);
  }

  /** Sends these octets and nothing else. */
  public void send(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  /** Sends this text as UTF-8, and nothing else: a line end is the caller's matter. */
  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a command line and reads its reply. */
  public SmtpReply command(String line) throws IOException {
    send(line + "\r\n");
    return read();
  }

  /**
   * Sends a command line and reads its reply.
   *
   * @throws AssertionError when the reply has another code
   */
  public SmtpReply command(String line, int code) throws IOException {
    send(line + "\r\n");
    return expect(code);
  }

  /**
   * Hands over one mail in a transaction of its own, step by step.
   *
   * @param content octets before dot-stuffing, with CRLF line ends
   * @return the reply to the final dot, or the first reply that was not positive
   */
  public SmtpReply mail(String sender, List<String> recipients, byte[] content) throws IOException {
    return mail(sender, "", recipients, content);
  }

  /** The same, with parameters of MAIL such as {@code BODY=8BITMIME}. */
  public SmtpReply mail(String sender, String parameters, List<String> recipients, byte[] content)
      throws IOException {
    String end = parameters.isEmpty() ? "" : " " + parameters;
    SmtpReply reply = command("MAIL FROM:<" + sender + ">" + end);
    for (String recipient : recipients) {
      if (!reply.isPositive()) {
        return reply;
      }
      reply = command("RCPT TO:<" + recipient + ">");
    }
    if (!reply.isPositive()) {
      return reply;
    }
    reply = command("DATA");
    if (reply.code() != 354) {
      return reply;
    }
    send(stuffed(content));
    return read();
  }

  /** The next reply; all of its lines have the same code, or it is a fault. */
  public SmtpReply read() throws IOException {
    List<String> lines = new ArrayList<>();
    int code = 0;
    while (true) {
      String line = line();
      if (!line.matches("(?s)[2-5][0-9]{2}([ -].*)?")) {
        throw new AssertionError("Not a reply line: " + line);
      }
      int here = Integer.parseInt(line.substring(0, 3));
      if (!lines.isEmpty() && here != code) {
        throw new AssertionError("A reply with the codes " + code + " and " + here);
      }
      code = here;
      lines.add(line.length() > 4 ? line.substring(4) : "");
      if (line.length() == 3 || line.charAt(3) == ' ') {
        return new SmtpReply(code, lines);
      }
    }
  }

  /**
   * The next reply.
   *
   * @throws AssertionError when it has another code
   */
  public SmtpReply expect(int code) throws IOException {
    SmtpReply reply = read();
    if (reply.code() != code) {
      throw new AssertionError("Expected " + code + ", got " + reply);
    }
    return reply;
  }

  /** Whether the server has closed the connection, once it does or the patience ends. */
  public boolean isClosedByPeer() throws IOException {
    return in.read() < 0;
  }

  /** Resets the connection instead of closing it in order. */
  public void abort() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Mail data as it goes over the wire: dots doubled, the final dot at the end. */
  public static byte[] stuffed(byte[] content) {
    ByteArrayOutputStream wire = new ByteArrayOutputStream(content.length + 64);
    boolean startOfLine = true;
    for (byte octet : content) {
      if (startOfLine && octet == '.') {
        wire.write('.');
      }
      wire.write(octet);
      startOfLine = octet == '\n';
    }
    if (!startOfLine) {
      wire.write('\r');
      wire.write('\n');
    }
    wire.writeBytes(".\r\n".getBytes(StandardCharsets.US_ASCII));
    return wire.toByteArray();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("The server closed the connection after '" + line + "'");
      }
      if (octet == '\n') {
        byte[] all = line.toByteArray();
        if (all.length == 0 || all[all.length - 1] != '\r') {
          throw new AssertionError("A reply line that ends with a bare LF");
        }
        return new String(all, 0, all.length - 1, StandardCharsets.UTF_8);
      }
      line.write(octet);
    }
  }
}
