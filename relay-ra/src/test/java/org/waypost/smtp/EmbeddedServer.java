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

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.net.Network;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.command.StandardDialect;
import org.waypost.smtp.content.ContentStore;
import org.waypost.smtp.content.MemoryBudget;
import org.waypost.smtp.content.SpoolFolder;
import org.waypost.smtp.session.ListenerContext;
import org.waypost.smtp.session.ListenerSettings;
import org.waypost.smtp.session.SessionHandler;
import org.waypost.smtp.session.SmtpApplication;

/** A session without a network; disk writes happen at once. */
final class EmbeddedServer {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2030-01-02T03:04:05Z"), ZoneOffset.UTC);

  static final ListenerDefinition DEFINITION = definition();

  static final ListenerSettings SETTINGS =
      new ListenerSettings(
          DEFINITION, "mx.example.org", List.of(Network.parse("127.0.0.0/8")), 2000, 3);

  private static ListenerDefinition definition() {
    ListenerDefinition usual = ListenerDefinition.of("test", ListenerRole.RELAY, 2525);
    ListenerLimits limits = usual.limits();
    ListenerLimits.Session session = limits.session();
    return new ListenerDefinition(
        usual.name(),
        usual.role(),
        null,
        0,
        false,
        ListenerDefinition.TlsMode.NONE,
        false,
        ListenerDefinition.AuthMode.NONE,
        usual.mechanisms(),
        usual.allowedNetworks(),
        null,
        usual.proxies(),
        false,
        usual.lineEnds(),
        usual.refusedSolicitations(),
        new ListenerLimits(
            new ListenerLimits.Connections(10, 10, 10),
            new ListenerLimits.Session(
                session.commands(),
                5,
                session.junk(),
                session.refusedRecipients(),
                session.messages(),
                session.recipients(),
                session.authFailures()),
            limits.time(),
            new ListenerLimits.Size(0, 2048, 1000),
            limits.rates()));
  }

  final MemoryBudget memory;
  final ListenerContext context;
  final EmbeddedChannel channel;

  EmbeddedServer(SmtpApplication application, Path spool, long threshold) {
    this(application, spool, threshold, SETTINGS);
  }

  EmbeddedServer(
      SmtpApplication application, Path spool, long threshold, ListenerSettings settings) {
    this(application, spool, threshold, settings, "127.0.0.1");
  }

  EmbeddedServer(
      SmtpApplication application,
      Path spool,
      long threshold,
      ListenerSettings settings,
      String client) {
    memory = new MemoryBudget(1 << 20);
    ContentStore store =
        new ContentStore(memory, new SpoolFolder(spool, "test"), Runnable::run, threshold);
    context = new ListenerContext(settings, StandardDialect.create(CLOCK), application, store);
    channel = connect(client);
  }

  private EmbeddedServer(EmbeddedServer same, String client) {
    memory = same.memory;
    context = same.context;
    channel = connect(client);
  }

  /** Another session of the same listener. */
  EmbeddedServer another() {
    return another("127.0.0.1");
  }

  /** A session of the same listener with a client of this address. */
  EmbeddedServer another(String client) {
    return new EmbeddedServer(this, client);
  }

  /** A proxy says who the client is. */
  void becomes(InetSocketAddress client) {
    channel.pipeline().get(SessionHandler.class).proxiedFor(client);
  }

  /** The client reads nothing any more. */
  void refuseWrites() {
    channel
        .pipeline()
        .addFirst(
            new ChannelOutboundHandlerAdapter() {
              private final Deque<Object> unread = new ArrayDeque<>();

              @Override
              public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
                unread.add(message);
                ctx.channel().unsafe().outboundBuffer().setUserDefinedWritability(1, false);
              }

              @Override
              public void handlerRemoved(ChannelHandlerContext ctx) {
                unread.forEach(ReferenceCountUtil::release);
              }
            });
  }

  private EmbeddedChannel connect(String client) {
    EmbeddedChannel channel =
        new EmbeddedChannel() {
          @Override
          protected SocketAddress remoteAddress0() {
            return new InetSocketAddress(client, 40000);
          }
        };
    channel.freezeTime();
    channel.pipeline().addLast(new SessionHandler(context));
    channel.pipeline().fireChannelActive();
    return channel;
  }

  void send(String octets) {
    send(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends, but waits for the reply to DATA, as a client has to. */
  void converse(String octets) {
    for (String turn : octets.split("(?<=DATA\r\n)")) {
      send(turn);
    }
  }

  void send(byte... octets) {
    channel.writeInbound(Unpooled.copiedBuffer(octets));
  }

  /** Sends so many octets at a time. */
  void sendInPieces(String octets, int size) {
    for (int i = 0; i < octets.length(); i += Math.min(size, octets.length())) {
      send(octets.substring(i, Math.min(octets.length(), i + Math.min(size, octets.length()))));
    }
  }

  /** Everything the server has said since the last time. */
  String replies() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      text.append(out.toString(StandardCharsets.ISO_8859_1));
      out.release();
    }
    return text.toString();
  }

  /** The next thing that was written at once, or null. */
  String nextWrite() {
    ByteBuf out = channel.readOutbound();
    if (out == null) {
      return null;
    }
    String text = out.toString(StandardCharsets.ISO_8859_1);
    out.release();
    return text;
  }
}
