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
package org.waypost.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.waypost.api.net.HostPort;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A DNS server on UDP and TCP that knows the zone it is given. Names that begin with {@code fail}
 * get SERVFAIL, with {@code silent} no answer, with {@code big} a truncated one over UDP.
 */
final class TestDnsServer implements AutoCloseable {

  private final List<Record> records;
  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger questions = new AtomicInteger();

  TestDnsServer(String zone) throws IOException {
    try (Master master =
        new Master(
            new java.io.ByteArrayInputStream(
                zone.getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
            Name.root,
            60)) {
      this.records =
          Stream.iterate(next(master), Optional::isPresent, r -> next(master))
              .map(Optional::get)
              .toList();
    }
    this.tcp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress());
    threads.execute(this::serveUdp);
    threads.execute(this::serveTcp);
  }

  private static Optional<Record> next(Master master) {
    try {
      return Optional.ofNullable(master.nextRecord());
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  HostPort address() {
    return new HostPort("127.0.0.1", tcp.getLocalPort());
  }

  int questions() {
    return questions.get();
  }

  private void serveUdp() {
    byte[] buffer = new byte[4096];
    while (!udp.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        Message query = new Message(Arrays.copyOf(buffer, packet.getLength()));
        Optional<Message> answer = answer(query, false);
        if (answer.isPresent()) {
          byte[] octets = answer.get().toWire(65535);
          udp.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (Socket socket = tcp.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] octets = new byte[in.readUnsignedShort()];
        in.readFully(octets);
        byte[] answer = answer(new Message(octets), true).orElseThrow().toWire(65535);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeShort(answer.length);
        out.write(answer);
      } catch (IOException e) {
        return;
      }
    }
  }

  private Optional<Message> answer(Message query, boolean overTcp) {
    questions.incrementAndGet();
    Record question = query.getQuestion();
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(question, Section.QUESTION);
    String name = question.getName().toString();
    if (name.startsWith("silent")) {
      return Optional.empty();
    } else if (name.startsWith("fail")) {
      answer.getHeader().setRcode(Rcode.SERVFAIL);
    } else if (name.startsWith("big") && !overTcp) {
      answer.getHeader().setFlag(Flags.TC);
    } else {
      look(question.getName(), question.getType(), answer, 0);
    }
    return Optional.of(answer);
  }

  private void look(Name name, int type, Message answer, int depth) {
    List<Record> all = records.stream().filter(r -> r.getName().equals(name)).toList();
    List<Record> wanted = all.stream().filter(r -> r.getType() == type).toList();
    wanted.forEach(r -> answer.addRecord(r, Section.ANSWER));
    if (wanted.isEmpty() && !all.isEmpty() && all.get(0) instanceof CNAMERecord alias) {
      answer.addRecord(alias, Section.ANSWER);
      if (depth < 4) {
        look(alias.getTarget(), type, answer, depth + 1);
      }
    } else if (wanted.isEmpty()) {
      if (all.isEmpty()) {
        answer.getHeader().setRcode(Rcode.NXDOMAIN);
      }
      records.stream()
          .filter(r -> r.getType() == Type.SOA)
          .forEach(r -> answer.addRecord(r, Section.AUTHORITY));
    }
  }

  @Override
  public void close() throws IOException {
    tcp.close();
    udp.close();
    threads.shutdownNow();
  }
}
