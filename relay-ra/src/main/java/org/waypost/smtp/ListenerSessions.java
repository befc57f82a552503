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

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.waypost.smtp.session.ListenerContext;
import org.waypost.smtp.session.SessionHandler;

/**
 * The sessions of one listener, whatever socket and definition they began with, and the context in
 * which the next one begins. Safe for any thread; only {@link #awaitEnd} blocks.
 */
public final class ListenerSessions {

  private static final long FAREWELL_SECONDS = 2;

  private final Transport transport;
  private final ChannelGroup channels;
  // Each as long as a session has it.
  private final Set<ListenerContext> contexts =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private volatile ListenerContext context;

  /** Begins without a session, and without a context. */
  public ListenerSessions(Transport transport) {
    this.transport = transport;
    this.channels = new DefaultChannelGroup(transport.loops().next());
  }

  /** Sessions that begin from now on have this context; no session begins before the first one. */
  public void use(ListenerContext next) {
    contexts.add(next);
    context = next;
  }

  ListenerContext join(Channel channel) {
    channels.add(channel);
    return context;
  }

  /** How many are open. */
  public int size() {
    return channels.size();
  }

  /**
   * Ends every session that has no transaction, and the others when theirs has ended. Sessions that
   * begin in a later context are not concerned.
   */
  public void drain() {
    synchronized (contexts) {
      contexts.forEach(ListenerContext::close);
    }
    each(SessionHandler::endIfIdle);
  }

  /** Drains, and ends what is left after the grace period; does not wait for it. */
  public void endWithin(Duration grace) {
    drain();
    later(grace.toMillis(), () -> each(SessionHandler::endNow));
    later(
        grace.toMillis() + TimeUnit.SECONDS.toMillis(FAREWELL_SECONDS),
        () -> {
          var unused = channels.close();
        });
  }

  /** Drains, waits for the grace period at most, and ends what is left by then; blocks. */
  public void awaitEnd(Duration grace) {
    drain();
    if (!channels.newCloseFuture().awaitUninterruptibly(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      each(SessionHandler::endNow);
      if (!channels.newCloseFuture().awaitUninterruptibly(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        channels.close().awaitUninterruptibly();
      }
    }
  }

  private void later(long millis, Runnable task) {
    try {
      var unused = transport.loops().schedule(task, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The server is closing, and ends every session itself.
      task.run();
    }
  }

  private void each(Consumer<SessionHandler> action) {
    for (Channel channel : channels) {
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
