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
package org.waypost.plugins.wire;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waypost.api.net.HostPort;

/**
 * A connection to a service, each of whose waits ends at its deadline.
 *
 * <p>The channel does not block, because a socket of the file system knows no time-outs; the
 * selector waits instead. For one thread at a time.
 */
public final class ServiceConnection implements Closeable {

  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private Deadline deadline;

  private ServiceConnection(SocketChannel channel, Selector selector, Deadline deadline)
      throws IOException {
    this.channel = channel;
    this.selector = selector;
    this.deadline = deadline;
    channel.configureBlocking(false);
    this.key = channel.register(selector, 0);
  }

  /**
   * Connects; of several addresses of a host, to the first that answers.
   *
   * @param limit how long the connecting may take
   * @param deadline when all that follows has to be done, until {@link #until} says otherwise
   */
  public static ServiceConnection open(ServiceAddress address, Duration limit, Deadline deadline)
      throws IOException {
    Deadline connected = deadline.orIn(limit);
    IOException failure = null;
    for (SocketAddress each : resolve(address)) {
      try {
        ServiceConnection connection = prepare(each, connected);
        connection.until(deadline);
        return connection;
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        failure = e;
      }
    }
    ConnectException refused = new ConnectException("No connection to " + address);
    refused.initCause(failure);
    throw refused;
  }

  private static List<SocketAddress> resolve(ServiceAddress address) throws IOException {
    Optional<HostPort> tcp = address.tcp();
    if (tcp.isEmpty()) {
      return List.of(UnixDomainSocketAddress.of(address.socket().orElseThrow()));
    }
    List<SocketAddress> all = new ArrayList<>();
    for (InetAddress each : InetAddress.getAllByName(tcp.get().host())) {
      all.add(new InetSocketAddress(each, tcp.get().port()));
    }
    return all;
  }

  private static ServiceConnection prepare(SocketAddress address, Deadline connected)
      throws IOException {
    SocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open();
    Selector selector = null;
    try {
      selector = Selector.open();
      ServiceConnection connection = new ServiceConnection(channel, selector, connected);
      connection.connect(address);
      return connection;
    } catch (IOException | RuntimeException e) {
      channel.close();
      if (selector != null) {
        selector.close();
      }
      throw e;
    }
  }

  private void connect(SocketAddress address) throws IOException {
    if (address instanceof InetSocketAddress) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    if (!channel.connect(address)) {
      while (!channel.finishConnect()) {
        await(SelectionKey.OP_CONNECT);
      }
    }
  }

  /** Sets when everything from now on has to be done. */
  public void until(Deadline end) {
    deadline = end;
  }

  /** Writes all that remains in a buffer. */
  public void write(ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      if (channel.write(from) == 0) {
        await(SelectionKey.OP_WRITE);
      }
    }
  }

  /** Reads at least one octet, or gives -1 at the end. */
  public int read(ByteBuffer to) throws IOException {
    while (true) {
      int count = channel.read(to);
      if (count != 0 || !to.hasRemaining()) {
        return count;
      }
      await(SelectionKey.OP_READ);
    }
  }

  /**
   * Reads until a buffer is full.
   *
   * @throws EOFException when the peer ends before
   */
  public void readFully(ByteBuffer to) throws IOException {
    while (to.hasRemaining()) {
      if (read(to) < 0) {
        throw new EOFException("The connection ended within an answer");
      }
    }
  }

  /** Whether there is something to read now, be it the end. Does not wait. */
  public boolean hasAnswer() throws IOException {
    key.interestOps(SelectionKey.OP_READ);
    selector.selectedKeys().clear();
    return selector.selectNow() > 0;
  }

  /** Says that nothing more will be written. */
  public void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  /** What is read, as a stream; closing it does nothing. */
  public InputStream input() {
    return new ConnectionInput(this);
  }

  /** What is written, as a stream without a buffer; closing it does nothing. */
  public OutputStream output() {
    return new ConnectionOutput(this);
  }

  private void await(int operation) throws IOException {
    long left = deadline.millisLeft();
    if (left == 0) {
      throw new SocketTimeoutException("The service took too long");
    }
    key.interestOps(operation);
    selector.selectedKeys().clear();
    selector.select(left);
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("Interrupted while waiting for a service");
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      selector.close();
    }
  }
}
