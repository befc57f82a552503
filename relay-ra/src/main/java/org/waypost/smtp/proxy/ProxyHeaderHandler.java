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
package org.waypost.smtp.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Waits for the PROXY header, version 1 or 2, at the start of a connection, fires a {@link
 * ProxiedConnection}, and steps aside; what follows the header goes to whoever is behind it then.
 *
 * <p>Who is no proxy, sends something else or nothing in time has its connection closed: a client
 * that could write the header itself could be anybody.
 */
public final class ProxyHeaderHandler extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = System.getLogger(ProxyHeaderHandler.class.getName());

  private final Predicate<InetSocketAddress> proxies;
  private final Duration patience;
  private ScheduledFuture<?> alarm;

  /**
   * For one connection.
   *
   * @param proxies who may send a header
   * @param patience how long it may take
   */
  public ProxyHeaderHandler(Predicate<InetSocketAddress> proxies, Duration patience) {
    this.proxies = proxies;
    this.patience = patience;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    // It removes itself behind the header, and takes one that is malformed for a fault at once.
    ctx.pipeline().addBefore(ctx.name(), null, new HAProxyMessageDecoder(true));
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    boolean known =
        ctx.channel().remoteAddress() instanceof InetSocketAddress peer && proxies.test(peer);
    if (!known) {
      refuse(ctx, "it is not one of the proxies");
      return;
    }
    alarm =
        ctx.executor()
            .schedule(
                () -> refuse(ctx, "no PROXY header in time"),
                patience.toNanos(),
                TimeUnit.NANOSECONDS);
    ctx.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof HAProxyMessage header)) {
      // Left over by the decoder when the connection was refused.
      ReferenceCountUtil.release(message);
      return;
    }
    ProxiedConnection connection;
    try {
      connection = ProxiedConnection.of(header);
    } catch (IllegalArgumentException e) {
      refuse(ctx, "malformed PROXY header: " + e.getMessage());
      return;
    } finally {
      header.release();
    }
    alarm.cancel(false);
    ctx.fireUserEventTriggered(connection);
    var unused = ctx.pipeline().remove(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (alarm != null) {
      alarm.cancel(false);
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
    refuse(ctx, "malformed PROXY header");
    LOG.log(Level.DEBUG, "The PROXY header was not understood", fault);
  }

  private static void refuse(ChannelHandlerContext ctx, String reason) {
    LOG.log(Level.INFO, "Connection of {0} is closed: {1}", ctx.channel().remoteAddress(), reason);
    var unused = ctx.close();
  }
}
