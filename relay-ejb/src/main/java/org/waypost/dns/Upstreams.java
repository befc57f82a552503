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
package org.waypost.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;

/**
 * The resolvers that questions go to, one after the other until one has an answer, each in so many
 * rounds; the one that answered last is asked first. Over TCP when an answer is truncated.
 */
final class Upstreams implements Resolver {

  /** Rounds; a packet may be lost. */
  static final int ROUNDS = 2;

  // What goes through without fragments nearly everywhere (DNS flag day 2020).
  private static final int PAYLOAD = 1232;

  private final List<SimpleResolver> servers = new ArrayList<>();
  private volatile int preferred;

  /**
   * Asks these servers.
   *
   * @param addresses 1 or more
   * @param timeout for each try
   * @param flags of EDNS, 0 or DO
   */
  Upstreams(List<InetSocketAddress> addresses, Duration timeout, int flags) {
    for (InetSocketAddress address : addresses) {
      SimpleResolver server = new SimpleResolver(address);
      server.setTimeout(timeout);
      server.setEDNS(0, PAYLOAD, flags, List.of());
      servers.add(server);
    }
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query) {
    return sendAsync(query, Runnable::run);
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor executor) {
    CompletableFuture<Message> result = new CompletableFuture<>();
    send(query, executor, preferred, 0, null, result);
    return result;
  }

  /**
   * Sends the query to one server, and to the next when that has no answer.
   *
   * @param refusal what a server said before that was no answer, or null
   */
  private void send(
      Message query,
      Executor executor,
      int first,
      int tries,
      Message refusal,
      CompletableFuture<Message> result) {
    int server = (first + tries) % servers.size();
    servers
        .get(server)
        .sendAsync(query, executor)
        .whenComplete(
            (message, thrown) -> {
              int made = tries + 1;
              if (thrown == null && isAnswer(message)) {
                preferred = server;
                result.complete(message);
                return;
              }
              Message said = thrown == null ? message : refusal;
              // A server that answers is not asked the same again; one that is silent is.
              boolean over = made >= servers.size() * (said == null ? ROUNDS : 1);
              if (!over) {
                send(query, executor, first, made, said, result);
              } else if (said != null) {
                result.complete(said);
              } else {
                result.completeExceptionally(thrown);
              }
            });
  }

  private static boolean isAnswer(Message message) {
    return message.getRcode() == Rcode.NOERROR || message.getRcode() == Rcode.NXDOMAIN;
  }

  /** The longest that a query takes. */
  static Duration patience(int servers, Duration timeout) {
    // A truncated answer is asked for again over TCP, in a time of its own.
    return timeout.multipliedBy(ROUNDS * 2L * servers);
  }

  @Override
  public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
    // The validator asks for DNSSEC records, which these resolvers are made with.
  }

  @Override
  public void setIgnoreTruncation(boolean flag) {
    servers.forEach(each -> each.setIgnoreTruncation(flag));
  }

  @Override
  public void setPort(int port) {
    throw new UnsupportedOperationException("The servers have ports of their own");
  }

  @Override
  public void setTCP(boolean flag) {
    servers.forEach(each -> each.setTCP(flag));
  }

  @Override
  public void setTSIGKey(TSIG key) {
    throw new UnsupportedOperationException("No server has a key");
  }

  @Override
  public void setTimeout(Duration timeout) {
    servers.forEach(each -> each.setTimeout(timeout));
  }

  /** What a failed query comes to for those who read a log. */
  static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    if (cause instanceof java.util.concurrent.TimeoutException
        || (message != null && message.startsWith("Timed out"))
        || (cause instanceof IOException && message != null && message.contains("timed out"))) {
      return "no answer in time";
    }
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
