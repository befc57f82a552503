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
package org.waypost.test.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * A DNS server on an ephemeral loopback port, UDP and TCP. It knows only what the test tells it;
 * every other name does not exist (NXDOMAIN). Records live 1 second by default, so that a resolver
 * under test sees changes soon.
 */
public final class TestDns implements AutoCloseable {

  private static final int LARGEST_UDP_WITHOUT_EDNS = 512; // RFC 1035 2.3.4
  private static final int TCP_IDLE_MILLIS = 10_000;

  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final DnsRecords records;
  private final SignedZones zones;
  private final DnsAnswers answers;
  private final Queue<DnsQuestion> questions = new ConcurrentLinkedQueue<>();

  private TestDns(ServerSocket tcp, DatagramSocket udp, long ttlSeconds) {
    this.tcp = tcp;
    this.udp = udp;
    this.records = new DnsRecords(ttlSeconds);
    this.zones = new SignedZones(ttlSeconds);
    this.answers = new DnsAnswers(records, zones, ttlSeconds);
  }

  /** Starts a server whose records live 1 second. */
  public static TestDns start() {
    return start(1);
  }

  /** Starts a server whose records live that many seconds; 0 forbids caching. */
  public static TestDns start(long ttlSeconds) {
    try {
      return serving(bind(ttlSeconds));
    } catch (IOException e) {
      throw new UncheckedIOException("The DNS server of the test cannot start", e);
    }
  }

  /** Starts a server, which knows nothing yet, where one was that has been closed. */
  public static TestDns startAt(int port) {
    try {
      return serving(bind(port, 1));
    } catch (IOException e) {
      throw new UncheckedIOException("The DNS server of the test cannot start at " + port, e);
    }
  }

  private static TestDns serving(TestDns server) {
    daemon("test-dns-udp", server::serveUdp);
    daemon("test-dns-tcp", server::acceptTcp);
    return server;
  }

  /** {@code 127.0.0.1:port}, as {@code WAYPOST_DNS} takes it. */
  public String address() {
    return "127.0.0.1:" + port();
  }

  /** The port, of UDP and of TCP. */
  public int port() {
    return tcp.getLocalPort();
  }

  /** Adds an MX record. */
  public TestDns mx(String domain, int preference, String host) {
    records.mx(domain, preference, host);
    return this;
  }

  /** Adds the MX record that says that the domain takes no mail (RFC 7505). */
  public TestDns nullMx(String domain) {
    records.mx(domain, 0, ".");
    return this;
  }

  /** Adds an A record, or for an IPv6 address an AAAA record. */
  public TestDns address(String host, String address) {
    records.address(host, address);
    return this;
  }

  /** Adds a CNAME record. */
  public TestDns cname(String alias, String target) {
    records.cname(alias, target);
    return this;
  }

  /** Adds a TXT record; long text is cut into character-strings. */
  public TestDns txt(String owner, String text) {
    records.txt(owner, text);
    return this;
  }

  /** Adds a TLSA record for a port of a host (RFC 6698). */
  public TestDns tlsa(String host, int port, int usage, int selector, int matching, byte[] data) {
    records.tlsa(host, port, usage, selector, matching, data);
    return this;
  }

  /** Signs a zone and those above it, up to the root, whose key is {@link #anchor}. */
  public TestDns sign(String zone) {
    zones.sign(DnsRecords.name(zone));
    return this;
  }

  /** Cuts off a zone from the signed one above it, without a signature of its own. */
  public TestDns leaveUnsigned(String zone) {
    zones.leaveUnsigned(DnsRecords.name(zone));
    return this;
  }

  /** The trust anchor of what is signed, as {@code WAYPOST_DNSSEC_ANCHORS} takes it in a file. */
  public String anchor() {
    return zones
        .ds(Name.root)
        .orElseThrow(() -> new IllegalStateException("Nothing is signed"))
        .toString();
  }

  /** Lets answers for a name wait until {@link #remove}. */
  public TestDns delay(String owner, Duration pause) {
    records.delay(owner, pause);
    return this;
  }

  /** Lets questions for a name fail until {@link #remove}. */
  public TestDns fault(String owner, DnsFault fault) {
    records.fault(owner, fault);
    return this;
  }

  /** Forgets a name: its records and its faults. */
  public TestDns remove(String owner) {
    records.remove(owner);
    return this;
  }

  /** What was asked so far, in order. */
  public List<DnsQuestion> questions() {
    return List.copyOf(questions);
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serveUdp() {
    byte[] buffer = new byte[4096];
    while (!udp.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        udp.receive(packet);
        Message question = new Message(copy(packet));
        Message answer = answer(question, "UDP");
        if (answer != null) {
          byte[] wire = answer.toWire(limit(question));
          Duration pause = delay(question);
          SocketAddress asker = packet.getSocketAddress();
          if (pause.isZero()) {
            udp.send(new DatagramPacket(wire, wire.length, asker));
          } else {
            daemon("test-dns-late", () -> sendLate(wire, asker, pause));
          }
        }
      } catch (IOException e) {
        // Closed, or a packet that is no question: neither concerns the next one.
      }
    }
  }

  private Duration delay(Message question) {
    Record asked = question.getQuestion();
    return asked == null ? Duration.ZERO : records.delay(asked.getName().canonicalize());
  }

  private void sendLate(byte[] wire, SocketAddress asker, Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
      udp.send(new DatagramPacket(wire, wire.length, asker));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      return; // Closed meanwhile.
    }
  }

  private void acceptTcp() {
    while (!tcp.isClosed()) {
      try {
        Socket connection = tcp.accept();
        daemon("test-dns-connection", () -> serveTcp(connection));
      } catch (IOException e) {
        // Closed: the condition of the loop ends it.
      }
    }
  }

  private void serveTcp(Socket connection) {
    try (connection;
        DataInputStream in = new DataInputStream(connection.getInputStream());
        DataOutputStream out = new DataOutputStream(connection.getOutputStream())) {
      connection.setSoTimeout(TCP_IDLE_MILLIS);
      while (true) {
        byte[] wire = new byte[in.readUnsignedShort()]; // RFC 1035 4.2.2
        in.readFully(wire);
        Message answer = answer(new Message(wire), "TCP");
        if (answer != null) {
          byte[] bytes = answer.toWire(65535);
          out.writeShort(bytes.length);
          out.write(bytes);
          out.flush();
        }
      }
    } catch (EOFException e) {
      // The client has what it wanted.
      return;
    } catch (IOException e) {
      return; // A client that breaks off takes nothing from the others.
    }
  }

  private Message answer(Message question, String transport) {
    Record asked = question.getQuestion();
    if (asked == null) {
      return null;
    }
    String name = asked.getName().toString(true).toLowerCase(Locale.ROOT);
    questions.add(new DnsQuestion(name, Type.string(asked.getType()), transport));
    return answers.answer(question, transport.equals("UDP"));
  }

  private static TestDns bind(long ttlSeconds) throws IOException {
    for (int tries = 0; ; tries++) {
      try {
        return bind(0, ttlSeconds);
      } catch (BindException e) {
        // Another process has this port for UDP: take another one.
        if (tries == 20) {
          throw e;
        }
      }
    }
  }

  private static TestDns bind(int port, long ttlSeconds) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    ServerSocket tcp = new ServerSocket(port, 50, loopback);
    try {
      return new TestDns(tcp, new DatagramSocket(tcp.getLocalPort(), loopback), ttlSeconds);
    } catch (IOException e) {
      tcp.close();
      throw e;
    }
  }

  private static int limit(Message question) {
    OPTRecord edns = question.getOPT();
    return edns == null
        ? LARGEST_UDP_WITHOUT_EDNS
        : Math.max(LARGEST_UDP_WITHOUT_EDNS, edns.getPayloadSize());
  }

  private static byte[] copy(DatagramPacket packet) {
    byte[] out = new byte[packet.getLength()];
    System.arraycopy(packet.getData(), packet.getOffset(), out, 0, out.length);
    return out;
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
