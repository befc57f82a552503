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
package org.waypost.test.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** An SMTP server that keeps every mail it takes over. Several at one time are fine. */
public final class MailSink implements AutoCloseable {

  private final SinkOptions options;
  private final SinkTls tls;
  private final ServerSocket server;
  private final List<ReceivedMail> received = new ArrayList<>();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong connections = new AtomicLong();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private volatile SinkScript script = SinkScript.accepting();

  private MailSink(SinkOptions options, SinkTls tls, ServerSocket server) {
    this.options = options;
    this.tls = tls;
    this.server = server;
  }

  /** Starts a modern server on an ephemeral port of 127.0.0.1. */
  public static MailSink start() {
    return start(SinkOptions.modern());
  }

  /** Starts a server. */
  public static MailSink start(SinkOptions options) {
    return start(options, null);
  }

  /** Starts a server that offers STARTTLS, unless the key is null; REQUIRETLS only under TLS. */
  public static MailSink start(SinkOptions options, SinkTls tls) {
    try {
      ServerSocket server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(
          new InetSocketAddress(InetAddress.getByName(options.address()), options.port()), 1024);
      MailSink sink = new MailSink(options, tls, server);
      sink.daemon("sink-" + sink.port(), sink::accept);
      return sink;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The sink cannot listen on " + options.address() + ":" + options.port(), e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getLocalPort();
  }

  /** {@code address:port}, as {@code WAYPOST_SMARTHOST} takes it. */
  public String address() {
    return options.address() + ":" + port();
  }

  /** From now on every step of every connection follows this script. */
  public MailSink follow(SinkScript other) {
    script = other;
    return this;
  }

  /** What was taken over so far, in order. */
  public List<ReceivedMail> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** How the clients broke the protocol; empty when they did not. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** Connections so far. */
  public long connections() {
    return connections.get();
  }

  /** Connections open now. */
  public int openConnections() {
    return open.size();
  }

  /** The most connections that were open at one time. */
  public int mostOpenConnections() {
    return mostOpen.get();
  }

  /** Forgets mails and violations, and accepts everything again. */
  public void reset() {
    script = SinkScript.accepting();
    violations.clear();
    synchronized (received) {
      received.clear();
    }
  }

  /**
   * The first mail that matches, once it is there.
   *
   * @throws AssertionError when none comes within the time
   */
  public ReceivedMail await(Predicate<ReceivedMail> which, Duration atMost) {
    return await(1, which, atMost).get(0);
  }

  /**
   * The first {@code count} mails that match, once they are there.
   *
   * @throws AssertionError when they do not come within the time
   */
  public List<ReceivedMail> await(int count, Predicate<ReceivedMail> which, Duration atMost) {
    Instant deadline = Instant.now().plus(atMost);
    synchronized (received) {
      while (true) {
        List<ReceivedMail> found = received.stream().filter(which).limit(count).toList();
        long left = Duration.between(Instant.now(), deadline).toMillis();
        if (found.size() == count) {
          return found;
        }
        if (left <= 0) {
          throw new AssertionError(
              "Only %d of %d mails came to %s within %s; it has %d in all, the last ones: %s"
                  .formatted(found.size(), count, address(), atMost, received.size(), last(10)));
        }
        waitForMail(left);
      }
    }
  }

  /** Stops listening and closes every connection. What was received stays readable. */
  @Override
  public void close() {
    try {
      server.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SinkOptions options() {
    return options;
  }

  SinkTls tls() {
    return tls;
  }

  SinkAction decide(SinkStep step) {
    return script.at(step);
  }

  void keep(ReceivedMail mail) {
    synchronized (received) {
      received.add(mail);
      received.notifyAll();
    }
  }

  void violated(String what) {
    violations.add(what);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        open.add(connection);
        mostOpen.accumulateAndGet(open.size(), Math::max);
        long number = connections.incrementAndGet();
        daemon("sink-" + port() + "-" + number, () -> serve(connection, number));
      } catch (IOException e) {
        // Closed, which the condition of the loop sees, or out of file handles for a moment.
      }
    }
  }

  private void serve(Socket connection, long number) {
    try (connection) {
      connection.setTcpNoDelay(true);
      new SinkSession(this, connection, number).run();
    } catch (IOException e) {
      // The client, or close(), ended the connection: tests look at what was received.
      return;
    } finally {
      open.remove(connection);
    }
  }

  private void waitForMail(long millis) {
    try {
      received.wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for mail", e);
    }
  }

  private List<ReceivedMail> last(int count) {
    return received.subList(Math.max(0, received.size() - count), received.size());
  }

  private void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
