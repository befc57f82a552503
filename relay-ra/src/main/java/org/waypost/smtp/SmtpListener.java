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
package org.waypost.smtp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.waypost.smtp.session.ListenerContext;
import org.waypost.smtp.session.SessionHandler;

/**
 * The socket of a listener: bound when it is made, taking connections once it is opened, and free
 * again once it is closed. The sessions that began on it live on.
 *
 * <p>Until it is opened, connections wait in the backlog of the socket, up to 1024 of them. Safe
 * for any thread, but it blocks for a moment, and must not be called from an event loop.
 */
public final class SmtpListener implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Channel server;

  private SmtpListener(Channel server) {
    this.server = server;
  }

  /**
   * Binds a listener.
   *
   * @param address port 0 takes any free port
   * @param sessions what its connections join
   * @throws BindFailedException when the address cannot be bound
   */
  public static SmtpListener bind(
      InetSocketAddress address, ListenerSessions sessions, Transport transport)
      throws BindFailedException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(transport.loops())
            .channelFactory(transport.serverChannels())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    ListenerContext context = sessions.join(channel);
                    channel.pipeline().addLast(new SessionHandler(context));
                  }
                });
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new BindFailedException(address, bound.cause());
    }
    return new SmtpListener(bound.channel());
  }

  /** Takes connections from now on, those first that have been waiting. */
  public void open() {
    server.config().setAutoRead(true);
  }

  /** The address it is bound to. */
  public SocketAddress address() {
    return server.localAddress();
  }

  /**
   * Gives the address back; it is free when this returns, unless somebody else takes it at once.
   */
  @Override
  public void close() {
    InetSocketAddress address = (InetSocketAddress) address();
    server.close().awaitUninterruptibly();
    // The JDK lets go of the port of a closed channel when its selector looks the next time.
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!isFree(address) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Asks without listening, so that no client can connect to the question. */
  private static boolean isFree(InetSocketAddress address) {
    try (Socket probe = new Socket()) {
      probe.setReuseAddress(true);
      probe.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
