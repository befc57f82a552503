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

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;

/**
 * A socket that bounds how long a whole reply takes, how long it is, and how long a block may take
 * to be sent. {@link Socket} has none of these: its time-out begins anew with every octet, and does
 * not hold for writing.
 *
 * <p>Used by one thread at a time, but for {@link #closeIfStuck}.
 */
final class PeerSocket extends Socket {

  private static final int MAX_REPLY = 256 * 1024;

  private final long blockNanos;
  private final TlsLayer tls;
  private Socket outermost = this;
  private InputStream input;
  private OutputStream output;
  private long readUntil;
  private int readable;
  private volatile long writingSince;
  private volatile boolean stuck;

  PeerSocket(Duration block, TlsLayer tls) {
    this.blockNanos = block.toNanos();
    this.tls = tls;
  }

  /** Begins the time and the size of a reply. */
  void expectReply(Duration within) {
    readUntil = System.nanoTime() + within.toNanos();
    readable = MAX_REPLY;
  }

  /** The TLS socket that lies over this one from now on. */
  SSLSocket encrypt(boolean autoClose) throws IOException {
    SSLSocket over = tls.over(this, autoClose);
    outermost = over;
    return over;
  }

  /** Where octets for the peer go, through TLS if there is TLS. */
  OutputStream toPeer() throws IOException {
    return outermost.getOutputStream();
  }

  boolean isEncrypted() {
    return outermost != this;
  }

  /**
   * Closes the socket when a block takes too long, which fails the write. Callable on any thread.
   */
  void closeIfStuck() throws IOException {
    long since = writingSince;
    if (since != 0 && System.nanoTime() - since > blockNanos) {
      stuck = true;
      close();
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    if (input == null) {
      input = new TimedInput(super.getInputStream());
    }
    return input;
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    if (output == null) {
      output = new TimedOutput(super.getOutputStream());
    }
    return output;
  }

  private final class TimedInput extends FilterInputStream {

    TimedInput(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (readable <= 0) {
        throw new IOException("reply longer than " + MAX_REPLY + " octets");
      }
      long left = readUntil - System.nanoTime();
      if (left <= 0) {
        throw new SocketTimeoutException("no whole reply in time");
      }
      setSoTimeout((int) (left / 1_000_000) + 1);
      int count = super.read(into, offset, length);
      readable -= Math.max(count, 0);
      return count;
    }
  }

  private final class TimedOutput extends FilterOutputStream {

    TimedOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      // 0 stands for "not writing"
      writingSince = System.nanoTime() | 1;
      try {
        out.write(from, offset, length);
      } catch (IOException e) {
        if (stuck) {
          SocketTimeoutException late = new SocketTimeoutException("block not taken in time");
          late.initCause(e);
          throw late;
        }
        throw e;
      } finally {
        writingSince = 0;
      }
    }
  }
}
