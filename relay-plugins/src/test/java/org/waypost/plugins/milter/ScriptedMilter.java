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
package org.waypost.plugins.milter;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.waypost.plugins.wire.ServiceAddress;

/** A milter that answers as a test says, and notes what it is told. */
final class ScriptedMilter implements AutoCloseable {

  private final ServerSocket server;
  private final int actions;
  private final int steps;
  private final Map<Character, List<byte[]>> answers;
  private final List<String> told = new CopyOnWriteArrayList<>();

  ScriptedMilter(int actions, int steps, Map<Character, List<byte[]>> answers) throws IOException {
    this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.actions = actions;
    this.steps = steps;
    this.answers = answers;
    Thread thread = new Thread(this::serve, "scripted-milter");
    thread.setDaemon(true);
    thread.start();
  }

  /** A packet, such as {@code packet('h', "X-A\0b\0")}. */
  static byte[] packet(char command, String data) {
    byte[] octets = data.getBytes(StandardCharsets.ISO_8859_1);
    byte[] packet = new byte[octets.length + 1];
    packet[0] = (byte) command;
    System.arraycopy(octets, 0, packet, 1, octets.length);
    return packet;
  }

  ServiceAddress address() {
    return ServiceAddress.parse("127.0.0.1:" + server.getLocalPort());
  }

  /** What it was told, each as the command and its data with NUL as |. */
  List<String> told() {
    return told;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        talk(socket);
      } catch (EOFException e) {
        told.add("end");
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void talk(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    socket.setTcpNoDelay(true);
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    while (true) {
      byte[] packet = in.readNBytes(in.readInt());
      char command = (char) packet[0];
      if (command == 'O') {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        DataOutputStream numbers = new DataOutputStream(data);
        numbers.write('O');
        numbers.writeInt(6);
        numbers.writeInt(actions);
        numbers.writeInt(steps);
        answer(out, data.toByteArray());
        continue;
      }
      told.add(new String(packet, StandardCharsets.ISO_8859_1).replace('\0', '|'));
      List<byte[]> silent = "DKQA".indexOf(command) >= 0 ? List.of() : null;
      List<byte[]> usual = silent != null ? silent : List.of(packet('c', ""));
      for (byte[] each : answers.getOrDefault(command, usual)) {
        if (each.length == 0) {
          throw new EOFException("The script hangs up");
        }
        answer(out, each);
      }
    }
  }

  private static void answer(DataOutputStream out, byte[] packet) throws IOException {
    out.writeInt(packet.length);
    out.write(packet);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
