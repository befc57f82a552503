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

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.waypost.api.mail.Reply;

/**
 * A session with a peer. Jakarta Mail greets, says EHLO, starts TLS, reads replies and says QUIT;
 * commands of a mail transaction are written here, so that many can go out at once.
 *
 * <p>Used by one thread at a time, but for {@link #closeIfStuck}.
 */
final class SmtpConnection extends SMTPTransport {

  private static final int BLOCK = 32 * 1024;
  private static final long FRESH_NANOS = Duration.ofSeconds(3).toNanos();

  private final NextHop hop;
  private final InetSocketAddress address;
  private final Timeouts timeouts;
  private final HopSecurity security;
  private final TlsLayer tls;
  private final PeerSocket socket;
  private final Optional<Passage.Source> source;
  private Stage stage = Stage.GREETING;
  private byte[] block;
  private int transactions;
  private boolean reused;
  private boolean needsReset;
  private long idleSince;
  private long idleNanos;

  SmtpConnection(
      Session session,
      NextHop hop,
      InetSocketAddress address,
      Timeouts timeouts,
      HopSecurity security,
      TlsLayer tls,
      Optional<Passage.Source> source) {
    super(session, new URLName("smtp", hop.host(), hop.port(), null, null, null));
    this.hop = hop;
    this.address = address;
    this.timeouts = timeouts;
    this.security = security;
    this.tls = tls;
    this.socket = new PeerSocket(timeouts.block(), tls);
    this.source = source;
    source.ifPresent(each -> setLocalHost(each.ehlo()));
  }

  /**
   * Connects, and goes as far as the first mail transaction, but for signing in.
   *
   * @param startTls whether to encrypt, if the peer offers it
   */
  void open(boolean startTls) throws PeerException {
    setStartTLS(startTls);
    bind();
    try {
      // With its name, or Jakarta Mail asks the DNS for one.
      InetAddress named = InetAddress.getByAddress(hop.host(), address.getAddress().getAddress());
      socket.connect(
          new InetSocketAddress(named, address.getPort()), (int) timeouts.connect().toMillis());
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      abort();
      throw Failures.unreachable(peer(), timeouts.connect(), e);
    }
    try {
      connect(security.tls().implicit() ? encrypted() : socket);
    } catch (MessagingException e) {
      abort();
      throw stage == Stage.STARTTLS
          ? Failures.untrusted(peer(), tls.check(), notOpened(e))
          : notOpened(e);
    }
    if (security.isEncrypted() && !socket.isEncrypted()) {
      abort();
      throw Failures.withoutTls(peer());
    }
  }

  private void bind() throws PeerException {
    if (source.isPresent()) {
      try {
        socket.bind(new InetSocketAddress(source.get().address(), 0));
      } catch (IOException e) {
        abort();
        throw Failures.notBound(source.get(), e);
      }
    }
  }

  /** TLS before the greeting (RFC 8314 3.3). */
  private SSLSocket encrypted() throws PeerException {
    stage = Stage.STARTTLS;
    try {
      SSLSocket over = socket.encrypt(true);
      socket.expectReply(stage.timeout(timeouts));
      over.startHandshake();
      stage = Stage.GREETING;
      return over;
    } catch (IOException e) {
      abort();
      throw Failures.untrusted(peer(), tls.check(), lost(e));
    }
  }

  private PeerException notOpened(MessagingException thrown) {
    Optional<IOException> broken = ioCause(thrown);
    if (broken.isPresent()) {
      return lost(broken.get());
    }
    Optional<Reply> reply =
        getLastReturnCode() > 0 ? ReplyText.parse(getLastServerResponse()) : Optional.empty();
    return reply
        .map(r -> Failures.refused(peer(), stage, r, thrown))
        .orElseGet(() -> silent(getLastServerResponse()));
  }

  /** Whether the peer offers an extension. */
  boolean offers(String extension) {
    return supportsExtension(extension);
  }

  /** Sends octets as they are, in one write. */
  void send(byte[] octets) throws PeerException {
    try {
      socket.toPeer().write(octets);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** Reads a reply, whatever it says. */
  synchronized Reply reply(Stage next) throws PeerException {
    stage = next;
    try {
      if (readServerResponse() > 0) {
        Optional<Reply> reply = ReplyText.parse(getLastServerResponse());
        if (reply.isPresent()) {
          return reply.get();
        }
      }
    } catch (MessagingException e) {
      throw lost(ioCause(e).orElseGet(() -> new IOException(e.getMessage(), e)));
    }
    throw silent(getLastServerResponse());
  }

  /**
   * Where to write a message after DATA; what it throws when the peer is gone goes to {@link
   * #lost}.
   */
  BodyStream text() throws PeerException {
    OutputStream toPeer = body();
    block = block == null ? new byte[BLOCK] : block;
    return new DotStuffing(toPeer, block);
  }

  /** Where to write a message of so many octets after BDAT, as with {@link #text}. */
  BodyStream chunk(long size) throws PeerException {
    return new ChunkBody(body(), size);
  }

  private OutputStream body() throws PeerException {
    stage = Stage.BODY;
    try {
      return socket.toPeer();
    } catch (IOException e) {
      throw lost(e);
    }
  }

  PeerException lost(IOException broken) {
    return broken instanceof SocketTimeoutException
        ? Failures.timedOut(peer(), stage, timeouts, broken)
        : Failures.lost(peer(), stage, broken);
  }

  private PeerException silent(String response) {
    boolean ended = response == null || response.isEmpty() || "[EOF]".equals(response);
    return ended ? Failures.closed(peer(), stage) : Failures.garbled(peer(), stage, response);
  }

  @Override
  protected boolean ehlo(String domain) throws MessagingException {
    stage = Stage.EHLO;
    boolean understood = super.ehlo(domain);
    // HELO is for peers that do not know EHLO (RFC 5321 3.2), not for those that want no session.
    if (!understood && getLastReturnCode() / 100 != 5) {
      throw new MessagingException(getLastServerResponse());
    }
    return understood;
  }

  @Override
  protected void sendCommand(String command) throws MessagingException {
    // RFC 2033 4.1: LHLO, and all else is as after EHLO.
    boolean lhlo = hop.protocol() == NextHop.Protocol.LMTP && command.startsWith("EHLO ");
    super.sendCommand(lhlo ? "LHLO" + command.substring(4) : command);
  }

  @Override
  protected void startTLS() throws MessagingException {
    stage = Stage.STARTTLS;
    super.startTLS();
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    socket.expectReply(stage.timeout(timeouts));
    return super.readServerResponse();
  }

  NextHop hop() {
    return hop;
  }

  HopSecurity security() {
    return security;
  }

  Optional<Passage.Source> source() {
    return source;
  }

  /** Where it left from. */
  LocalEnd localEnd() {
    return new LocalEnd(
        source.map(Passage.Source::name).orElse(null),
        source.map(Passage.Source::address).orElseGet(socket::getLocalAddress).getHostAddress());
  }

  boolean isEncrypted() {
    return socket.isEncrypted();
  }

  /**
   * How the session is secured.
   *
   * @param policy the word for what was demanded
   */
  Encryption encryption(String policy) {
    if (!socket.isEncrypted()) {
      return new Encryption(null, null, policy, "clear");
    }
    SSLSession session = tls.session();
    String proven = security.dane().isPresent() ? "dane" : "verified";
    return new Encryption(
        session.getProtocol(),
        session.getCipherSuite(),
        policy,
        tls.check().failure().map(TlsFailure::word).orElse(proven));
  }

  /** What is wrong with TLS; nothing when the peer proved its name. */
  Optional<TlsFailure> tlsFailure() {
    if (tls.check().failure().isPresent()) {
      return tls.check().failure();
    }
    if (socket.isEncrypted()) {
      return handshaken() ? Optional.empty() : Optional.of(TlsFailure.VALIDATION_FAILURE);
    }
    return Optional.of(TlsFailure.STARTTLS_NOT_SUPPORTED);
  }

  /** How TLS did not come about. */
  Encryption failedEncryption() {
    return new Encryption(null, null, "", tlsFailure().map(TlsFailure::word).orElse("clear"));
  }

  private boolean handshaken() {
    return tls.session() != null && !"NONE".equals(tls.session().getProtocol());
  }

  /** As it is reported: {@code mx1.example.net[192.0.2.1]:25}. */
  String peer() {
    return peer(hop, address);
  }

  /** As it is reported: {@code mx1.example.net[192.0.2.1]:25}. */
  static String peer(NextHop hop, InetSocketAddress address) {
    return hop.host() + "[" + address.getAddress().getHostAddress() + "]:" + address.getPort();
  }

  /** Whether RSET must come before the next transaction, as the last one was left open. */
  boolean needsReset() {
    return needsReset;
  }

  void needsReset(boolean open) {
    needsReset = open;
  }

  int transactions() {
    return transactions;
  }

  void countTransaction() {
    transactions++;
  }

  boolean isReused() {
    return reused;
  }

  /** Puts the connection aside, for so long at the most. */
  void rest(Duration idle) {
    idleSince = System.nanoTime();
    idleNanos = idle.toNanos();
    reused = true;
  }

  long idleNanos() {
    return idleNanos;
  }

  long idleSince() {
    return idleSince;
  }

  /**
   * Whether the session goes on, as far as can be told. Who rested for a moment only is believed;
   * others are asked, and have seconds to answer: a box between us that forgot the connection
   * swallows what is sent, and would cost the message the time-out of a command.
   */
  boolean isAlive() {
    if (System.nanoTime() - idleSince < FRESH_NANOS) {
      return true;
    }
    try {
      send("RSET\r\n".getBytes(StandardCharsets.US_ASCII));
      boolean positive = reply(Stage.PROBE).isPositive();
      needsReset = false;
      return positive;
    } catch (PeerException e) {
      return false;
    }
  }

  void closeIfStuck() throws IOException {
    socket.closeIfStuck();
  }

  /** Says QUIT, and closes without waiting for an answer. */
  void quit() {
    try {
      close();
    } catch (MessagingException e) {
      abort();
    }
  }

  /** Closes without a word. */
  void abort() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left to be done about a socket that does not even close.
      System.getLogger(SmtpConnection.class.getName()).log(System.Logger.Level.DEBUG, "close", e);
    }
  }

  private static Optional<IOException> ioCause(Throwable thrown) {
    IOException deepest = null;
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof IOException io) {
        if (io instanceof SocketTimeoutException) {
          return Optional.of(io);
        }
        deepest = io;
      }
    }
    return Optional.ofNullable(deepest);
  }
}
