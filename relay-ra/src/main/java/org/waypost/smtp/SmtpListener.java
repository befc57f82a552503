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
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.waypost.smtp.session.ListenerContext;
import org.waypost.smtp.session.SessionHandler;

/**
 * An SMTP listener: bound when it is made, greeting clients once it is opened, and closed in order.
 *
 * <p>Until it is opened, connections wait in the backlog of the socket, up to 1024 of them. Safe
 * for any thread, except that {@link #close()} blocks and must not be called from an event loop.
 */
public final class SmtpListener implements AutoCloseable {

  private static final Logger LOG = System.getLogger(SmtpListener.class.getName());
  private static final int BACKLOG = 1024;
  private static final long FAREWELL_SECONDS = 2;

  private final ListenerContext context;
  private final Transport transport;
  private final ChannelGroup sessions;
  private final Channel server;

  private SmtpListener(
      ListenerContext context, Transport transport, ChannelGroup sessions, Channel server) {
    this.context = context;
    this.transport = transport;
    this.sessions = sessions;
    this.server = server;
  }

  /**
   * Binds a listener.
   *
   * @param address port 0 takes any free port
   * @throws BindFailedException when the address cannot be bound; the transport is left running
   */
  public static SmtpListener bind(
      InetSocketAddress address, ListenerContext context, Transport transport)
      throws BindFailedException {
    ChannelGroup sessions = new DefaultChannelGroup(transport.loops().next());
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
                    sessions.add(channel);
                    channel.pipeline().addLast(new SessionHandler(context));
                  }
                });
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new BindFailedException(address, bound.cause());
    }
    SmtpListener listener = new SmtpListener(context, transport, sessions, bound.channel());
    LOG.log(
        Level.INFO, "Listener {0} is bound to {1}", context.settings().name(), listener.address());
    return listener;
  }

  /** Greets clients from now on, those first that have been waiting. */
  public void open() {
    server.config().setAutoRead(true);
    LOG.log(Level.INFO, "Listener {0} accepts mail on {1}", context.settings().name(), address());
  }

  /** The address it is bound to, as text for the log, and for tests that bind port 0. */
  public SocketAddress address() {
    return server.localAddress();
  }

  /** What the listener does, in figures. */
  public ListenerContext context() {
    return context;
  }

  /**
   * Closes the listener: refuses new connections, ends idle sessions with 421, lets transactions
   * finish within the grace period, ends the rest with 421, and ends the threads. Returns when all
   * that is done.
   */
  @Override
  public void close() {
    String bound = String.valueOf(address());
    server.close().awaitUninterruptibly();
    context.close();
    eachSession(SessionHandler::endIfIdle);
    long grace = context.settings().limits().time().grace().toMillis();
    if (!sessions.newCloseFuture().awaitUninterruptibly(grace, TimeUnit.MILLISECONDS)) {
      LOG.log(
          Level.INFO,
          "Listener {0} ends {1} sessions after its grace period",
          context.settings().name(),
          sessions.size());
      eachSession(SessionHandler::endNow);
      if (!sessions.newCloseFuture().awaitUninterruptibly(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        sessions.close().awaitUninterruptibly();
      }
    }
    transport.close();
    LOG.log(Level.INFO, "Listener {0} on {1} is closed", context.settings().name(), bound);
  }

  private void eachSession(Consumer<SessionHandler> action) {
    for (Channel channel : sessions) {
      channel
          .eventLoop()
          .execute(
              () -> {
                SessionHandler handler = channel.pipeline().get(SessionHandler.class);
                if (handler != null) {
                  action.accept(handler);
                }
              });
    }
  }
}
