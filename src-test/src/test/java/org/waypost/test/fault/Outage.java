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
package org.waypost.test.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy before a server that a test wants to take away: by silence, as a cable that is cut
 * does, or by refusing and resetting connections, as a machine without the process does.
 */
final class Outage implements AutoCloseable {

  private enum State {
    OPEN,
    SILENT,
    REFUSING
  }

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private State state = State.OPEN;

  private Outage(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /** Stands before a port of 127.0.0.1. */
  static Outage before(int target) {
    try {
      ServerSocket server = new ServerSocket();
      server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
      Outage outage = new Outage(server, target);
      daemon(outage::accept);
      return outage;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port to use instead. */
  int port() {
    return server.getLocalPort();
  }

  /** From now on no octet passes, in either direction, and nobody is told. */
  synchronized void silence() {
    state = State.SILENT;
  }

  /** From now on every connection is reset. */
  synchronized void refuse() {
    state = State.REFUSING;
    sockets.forEach(Outage::close);
    notifyAll();
  }

  /** The server is back; what was held passes. */
  synchronized void end() {
    state = State.OPEN;
    notifyAll();
  }

  @Override
  public void close() {
    refuse();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        daemon(() -> serve(client));
      } catch (IOException e) {
        // Closed, which the condition of the loop sees.
      }
    }
  }

  private void serve(Socket client) {
    sockets.add(client);
    try (client;
        Socket back = new Socket()) {
      awaitOpen();
      back.connect(new InetSocketAddress("127.0.0.1", target), 5_000);
      sockets.add(back);
      Thread up = daemon(() -> pump(client, back));
      pump(back, client);
      up.join();
      sockets.remove(back);
    } catch (IOException e) {
      // The connection ends, which is all that a proxy can tell.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(client);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] block = new byte[16 * 1024];
    try {
      for (int read = from.getInputStream().read(block);
          read >= 0;
          read = from.getInputStream().read(block)) {
        awaitOpen();
        to.getOutputStream().write(block, 0, read);
      }
    } catch (IOException e) {
      // The other direction ends with it.
      return;
    } finally {
      close(from);
      close(to);
    }
  }

  private synchronized void awaitOpen() throws IOException {
    try {
      while (state == State.SILENT) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (state == State.REFUSING) {
      throw new IOException("Refusing");
    }
  }

  private static void close(Socket socket) {
    try (socket) {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException e) {
      // The other side, or the other direction's thread, was first.
      return;
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "outage");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
