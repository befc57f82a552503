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
package org.waypost.test.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.waypost.test.mail.SampleMail;
import org.waypost.test.smtp.SmtpProbe;

/**
 * Clients that send mail, each in a thread of its own, until enough was answered 250. They come
 * back when the relay does. A mail that got no answer is not sent again: it may or may not arrive,
 * and so says nothing.
 */
final class Senders {

  /** One mail in so many goes to a mailbox that does not exist. */
  static final int GONE_EVERY = 20;

  /** One mail in so many is larger than what the relay holds in memory. */
  private static final int LARGE_EVERY = 60;

  private static final int MAILS_PER_CONNECTION = 25;

  private final int port;
  private final int wanted;
  private final AtomicInteger next = new AtomicInteger();
  private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();

  Senders(int port, int wanted) {
    this.port = port;
    this.wanted = wanted;
  }

  void start(int clients) {
    for (int i = 0; i < clients; i++) {
      Thread thread = new Thread(this::send, "sender-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  /** The numbers of the mails that were answered 250. */
  Set<Integer> accepted() {
    return accepted;
  }

  /** How many mails were begun. */
  int begun() {
    return next.get();
  }

  boolean areDone() {
    return accepted.size() >= wanted;
  }

  void stop() throws InterruptedException {
    stopped.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  static boolean isGone(int number) {
    return number % GONE_EVERY == 7;
  }

  static String sender(int number) {
    return "s" + number + "@from.test";
  }

  static String recipient(int number) {
    return (isGone(number) ? "gone" : "r") + number + "@to.test";
  }

  private void send() {
    while (!stopped.get() && !areDone()) {
      try (SmtpProbe client = SmtpProbe.connect(port, Duration.ofMinutes(1))) {
        client.read();
        client.command("EHLO crash.test");
        for (int i = 0; i < MAILS_PER_CONNECTION && !areDone() && !stopped.get(); i++) {
          sendOne(client);
        }
      } catch (IOException e) {
        // The relay is down, or went down: try until it is back.
        pause();
      }
    }
  }

  private void sendOne(SmtpProbe client) throws IOException {
    int number = next.incrementAndGet();
    int size = number % LARGE_EVERY == 11 ? 300_000 : 2_000;
    byte[] mail = SampleMail.ofSize("crash-" + number, size);
    if (client.mail(sender(number), List.of(recipient(number)), mail).code() == 250) {
      accepted.add(number);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
