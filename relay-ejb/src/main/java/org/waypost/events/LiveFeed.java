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
package org.waypost.events;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Shows events to those who look on at this node: one subscription to the topic for all of them,
 * which there is while there is one of them, so that it shows what any node does. Safe for use by
 * any number of threads.
 */
public final class LiveFeed implements LiveEvents, AutoCloseable {

  /** Each takes a thread. */
  static final int MOST = 20;

  private static final long RECEIVE_MILLIS = 1_000;
  private static final long AGAIN_MILLIS = 3_000;
  private static final Logger LOG = System.getLogger(LiveFeed.class.getName());

  private final ConnectionFactory factory;
  private final ThreadFactory threads;
  private final List<LiveShow> shows = new CopyOnWriteArrayList<>();
  // Both guarded by this.
  private boolean reading;
  private boolean closed;

  /** Subscribes through this factory, on threads of that one. */
  public LiveFeed(ConnectionFactory factory, ThreadFactory threads) {
    this.factory = factory;
    this.threads = threads;
  }

  @Override
  public synchronized Optional<Show> show(Spectator spectator) {
    if (closed || shows.size() >= MOST) {
      return Optional.empty();
    }
    LiveShow show = new LiveShow(spectator, this::ended);
    shows.add(show);
    if (!reading) {
      reading = true;
      threads.newThread(this::read).start();
    }
    threads.newThread(show).start();
    return Optional.of(show::stop);
  }

  private void ended(LiveShow show) {
    shows.remove(show);
  }

  /** How many look on. */
  int count() {
    return shows.size();
  }

  private void read() {
    while (goesOn()) {
      try (JMSContext context = factory.createContext();
          JMSConsumer consumer = context.createConsumer(context.createTopic(EventTopic.NAME))) {
        while (goesOn()) {
          Message message = consumer.receive(RECEIVE_MILLIS);
          if (message instanceof TextMessage event) {
            String json = event.getText();
            shows.forEach(each -> each.offer(json));
          }
        }
      } catch (JMSException | JMSRuntimeException e) {
        LOG.log(Level.WARNING, "Events cannot be shown at the moment: {0}", e.getMessage());
        rest();
      }
    }
  }

  /** Whether anybody looks on; when not, the reader is said to have ended. */
  private synchronized boolean goesOn() {
    reading = !closed && !shows.isEmpty();
    return reading;
  }

  private synchronized void rest() {
    try {
      if (!closed) {
        TimeUnit.MILLISECONDS.timedWait(this, AGAIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  /** Ends all shows. */
  @Override
  public synchronized void close() {
    closed = true;
    shows.forEach(LiveShow::stop);
    notifyAll();
  }
}
