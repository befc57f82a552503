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

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.mail.Reply;

/**
 * Stands before everything else on a connection, TLS included, and lets it in or not: over a limit,
 * or from a network that is not allowed, it is refused before it costs anything.
 *
 * <p>A proxy has a place among all connections only: whose connection it is, is known when the
 * proxy has said so, and {@link #admit} decides again.
 */
final class ConnectionGate extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = System.getLogger(ConnectionGate.class.getName());

  private final ListenerContext listener;
  private ConnectionCounts.Place place;
  private boolean open;

  ConnectionGate(ListenerContext listener) {
    this.listener = listener;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    Optional<Reply> refusal = enter(addressOf(ctx.channel().remoteAddress()));
    if (refusal.isPresent()) {
      refuse(ctx, refusal.get());
      return;
    }
    open = true;
    listener.counters().connectionOpened();
    ctx.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (place != null) {
      place.close();
    }
    if (open) {
      open = false;
      listener.counters().connectionClosed();
      ctx.fireChannelInactive();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (open) {
      ctx.fireChannelRead(message);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  /**
   * Counts the connection for this client from now on.
   *
   * @return the refusal, if the client may not connect or has too many connections
   */
  Optional<Reply> admit(InetAddress client) {
    Optional<Reply> refusal = Optional.empty();
    if (!listener.settings().isAllowed(client)) {
      refusal = Optional.of(Replies.NOT_ALLOWED);
    } else if (!place.belongsTo(client)) {
      refusal = Optional.of(Replies.TOO_MANY);
    }
    refusal.ifPresent(reply -> refused(client, reply));
    return refusal;
  }

  private Optional<Reply> enter(InetAddress peer) {
    ListenerLimits.Connections limits = listener.settings().limits().connections();
    // However many strangers there are, those whom the relay is for still get in. Whom a proxy
    // brings is not known yet.
    boolean trusted = listener.settings().isTrusted(peer) && !listener.settings().isProxy(peer);
    int kept = trusted ? 0 : limits.max() / 10;
    place = listener.tally().connections().enter(limits, kept).orElse(null);
    if (place == null) {
      refused(peer, Replies.TOO_MANY);
      return Optional.of(Replies.TOO_MANY);
    }
    return listener.settings().isProxy(peer) ? Optional.empty() : admit(peer);
  }

  private void refused(InetAddress client, Reply reply) {
    listener.counters().connectionRefused();
    LOG.log(
        Level.DEBUG,
        "Listener {0} refuses a connection of {1}: {2}",
        listener.settings().name(),
        client,
        reply);
  }

  private void refuse(ChannelHandlerContext ctx, Reply reply) {
    // Where TLS comes first there is nobody yet who could read a reply.
    boolean readable =
        listener.settings().definition().tls() != ListenerDefinition.TlsMode.IMPLICIT;
    var text =
        readable
            ? Unpooled.copiedBuffer(reply + "\r\n", StandardCharsets.US_ASCII)
            : Unpooled.EMPTY_BUFFER;
    var unused = ctx.writeAndFlush(text).addListener(ChannelFutureListener.CLOSE);
  }

  private static InetAddress addressOf(SocketAddress address) {
    return address instanceof InetSocketAddress internet
        ? internet.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
