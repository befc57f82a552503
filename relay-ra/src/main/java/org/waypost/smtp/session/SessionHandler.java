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
package org.waypost.smtp.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.proxy.ProxiedConnection;
import org.waypost.smtp.proxy.ProxyHeaderHandler;
import org.waypost.smtp.tls.TlsSession;
import org.waypost.smtp.wire.ReplyEncoder;

/**
 * Moves octets between a channel and its session: feeds the input step by step, sends replies that
 * belong together in one write, stops reading when the session cannot keep up, and ends sessions
 * that are silent for too long.
 */
public final class SessionHandler extends ChannelInboundHandlerAdapter implements Connection {

  private static final Logger LOG = System.getLogger(SessionHandler.class.getName());
  private static final AtomicLong NUMBER = new AtomicLong(System.currentTimeMillis() * 1000);
  // What has been read beyond this waits in the socket; one read may bring as much again and more.
  private static final int MOST_PENDING = 16 * 1024;
  private static final int MOST_READ = 32 * 1024;
  private static final int MOST_UNSENT = 16 * 1024;
  private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(8 * 1024, 16 * 1024);
  private static final long FAREWELL_SECONDS = 5;

  private final ListenerContext listener;
  private final TlsFront tls;
  private final BufferShare buffers;
  private final int mostPending;
  private ChannelHandlerContext ctx;
  private InetSocketAddress remote;
  private SmtpSession session;
  private ConnectionGate gate;
  private ByteBuf pending = Unpooled.EMPTY_BUFFER;
  private ByteBuf unsent;
  private boolean proceeding;
  private boolean closed;
  private ScheduledFuture<?> watch;

  /** For one new connection of the listener. */
  public SessionHandler(ListenerContext listener) {
    this.listener = listener;
    this.tls = new TlsFront(listener);
    this.buffers = new BufferShare(listener.store().memory());
    // A command line has to fit, or it would never be there as a whole.
    this.mostPending = Math.max(MOST_PENDING, listener.settings().limits().size().commandLine());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context
        .channel()
        .config()
        .setWriteBufferWaterMark(UNSENT)
        .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(64, 2048, MOST_READ));
    gate = new ConnectionGate(listener);
    context.pipeline().addFirst(gate);
    if (listener.settings().definition().proxyProtocol()) {
      ListenerSettings settings = listener.settings();
      context
          .pipeline()
          .addBefore(
              context.name(),
              null,
              new ProxyHeaderHandler(
                  peer -> settings.isProxy(peer.getAddress()),
                  settings.limits().time().handshake()));
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    ctx = context;
    remote = address(ctx.channel().remoteAddress());
    session = new SmtpSession(Long.toString(NUMBER.incrementAndGet(), 36), listener, this);
    listener.tally().sessions().add(session.seen());
    LOG.log(Level.DEBUG, "Session {0} of {1}", session.id(), remote);
    watch = ctx.executor().scheduleWithFixedDelay(this::watch, 1, 1, TimeUnit.SECONDS);
    if (!awaitsProxyHeader()) {
      open();
    }
    deliver();
  }

  /** Whose connection it is, is known. */
  private void open() {
    if (tls.isImplicit()) {
      secure();
    } else {
      session.begin();
    }
  }

  private boolean awaitsProxyHeader() {
    return ctx.pipeline().get(ProxyHeaderHandler.class) != null;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    closed = true;
    pending.release();
    pending = Unpooled.EMPTY_BUFFER;
    if (unsent != null) {
      unsent.release();
      unsent = null;
    }
    buffers.close();
    if (session != null) {
      watch.cancel(false);
      session.disconnected();
      listener.tally().sessions().remove(session.seen());
      LOG.log(Level.DEBUG, "Session {0} has ended", session.id());
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (session == null || session.isEnded() || closed) {
      in.release();
      return;
    }
    session.activity().heard();
    session.seen().received(in.readableBytes());
    pending = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), pending, in);
    proceed();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ProxiedConnection proxied) {
      proxied(proxied);
    } else if (event instanceof SslHandshakeCompletionEvent handshake) {
      tls.ended(handshake.cause(), session).ifPresentOrElse(this::secured, this::hangUp);
    } else if (event instanceof SslCloseCompletionEvent) {
      // The client has said its last octet; message data that is not complete is none.
      hangUp();
    }
  }

  private void proxied(ProxiedConnection proxied) {
    if (session.proxiedFor(
        proxied.clientOr(session.client().remote()),
        proxied.destinationOr(session.client().local()))) {
      open();
    }
    deliver();
  }

  @Override
  public void secure() {
    send();
    pending.release();
    pending = Unpooled.EMPTY_BUFFER;
    if (!tls.begin(ctx)) {
      hangUp();
    }
  }

  private void secured(TlsSession facts) {
    session.secured(facts);
    if (tls.isImplicit()) {
      session.begin();
      deliver();
    } else {
      session.resume();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      proceed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
    // A client that goes away in its own manner, or speaks no TLS, is nothing to report here.
    boolean its = fault instanceof IOException || fault.getCause() instanceof SSLException;
    Level level = its ? Level.DEBUG : Level.WARNING;
    LOG.log(level, "Connection of " + remote + " is closed", fault);
    var unused = context.close();
  }

  /** Ends the session if it is idle; called on the event loop once the listener is closing. */
  public void endIfIdle() {
    proceed();
  }

  /** Ends the session whatever it is doing; called on the event loop. */
  public void endNow() {
    endWith(Replies.CLOSING);
  }

  @Override
  public void endWith(Reply farewell) {
    if (session != null && !closed) {
      session.end(farewell);
      deliver();
    }
  }

  /** See {@link SmtpSession#proxiedFor}; called on the event loop. */
  public void proxiedFor(InetSocketAddress client) {
    session.proxiedFor(client, local());
    deliver();
  }

  @Override
  public void proceed() {
    if (proceeding || session == null || closed) {
      return;
    }
    proceeding = true;
    try {
      boolean more = true;
      while (more && !session.isPaused() && !session.isEnded() && canReply()) {
        more = session.input().consume(pending);
        if (more) {
          session.activity().stepped();
        }
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "Session " + session.id() + " is broken", e);
      session.end(Replies.BROKEN);
    } finally {
      proceeding = false;
    }
    deliver();
  }

  @Override
  public void write(Reply reply) {
    if (unsent == null) {
      unsent = ctx.alloc().buffer();
    }
    ReplyEncoder.encode(reply, unsent);
  }

  @Override
  public Optional<Reply> admit(InetAddress client) {
    return gate.admit(client);
  }

  @Override
  public EventExecutor loop() {
    return ctx.executor();
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public InetSocketAddress local() {
    return address(ctx.channel().localAddress());
  }

  private void deliver() {
    if (closed) {
      return;
    }
    session.seen().is(session.state());
    if (session.isEnded()) {
      sendAndClose();
      return;
    }
    if (!session.isPaused()) {
      send();
    }
    dropRead();
    countBuffers();
    boolean read = pending.readableBytes() < mostPending;
    if (ctx.channel().config().isAutoRead() != read) {
      ctx.channel().config().setAutoRead(read);
    }
  }

  /** What has been obeyed: it would stay for as long as something comes behind it. */
  private void dropRead() {
    if (!pending.isReadable()) {
      pending.release();
      pending = Unpooled.EMPTY_BUFFER;
    } else if (pending.refCnt() == 1) {
      pending.discardSomeReadBytes();
    }
  }

  private void countBuffers() {
    ChannelOutboundBuffer sending = ctx.channel().unsafe().outboundBuffer();
    buffers.holds(
        session.recipients().octets()
            + pending.readableBytes()
            + (unsent == null ? 0 : unsent.readableBytes())
            + (sending == null ? 0 : sending.totalPendingWriteBytes()));
  }

  /** Whether the client takes its replies, so that there is a point in obeying more. */
  private boolean canReply() {
    if (unsent != null && unsent.readableBytes() >= MOST_UNSENT) {
      send();
    }
    return ctx.channel().isWritable();
  }

  private void send() {
    if (unsent != null) {
      ByteBuf octets = unsent;
      unsent = null;
      session.seen().sent(octets.readableBytes());
      var unused = ctx.writeAndFlush(octets);
    }
  }

  private void sendAndClose() {
    closed = true;
    ByteBuf octets = unsent == null ? Unpooled.EMPTY_BUFFER : unsent;
    unsent = null;
    if (tls.isImplicit() && !session.client().isSecure()) {
      // There is nobody yet who could read it.
      octets.release();
      octets = Unpooled.EMPTY_BUFFER;
    }
    if (session != null) {
      session.seen().sent(octets.readableBytes());
    }
    var written = ctx.writeAndFlush(octets).addListener(ChannelFutureListener.CLOSE);
    if (!written.isDone()) {
      // A client that reads no replies would keep its connection for ever.
      var unused = ctx.executor().schedule(this::hangUp, FAREWELL_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void hangUp() {
    var unused = ctx.close();
  }

  private void watch() {
    if (closed || session.isEnded()) {
      return;
    }
    session
        .overdue()
        .ifPresent(
            farewell -> {
              listener.counters().timeout();
              endWith(farewell);
            });
  }

  private static InetSocketAddress address(SocketAddress address) {
    return address instanceof InetSocketAddress internet
        ? internet
        : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }
}
