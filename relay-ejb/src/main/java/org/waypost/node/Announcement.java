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
package org.waypost.node;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.net.HostPort;
import org.waypost.api.settings.Settings;

/**
 * Proves that the node works (the queue leads to a worker, a listener greets), and says so once.
 * Runs on a thread of its own after the start.
 *
 * <p>With the system property {@code waypost.announce} it writes to the process's standard output,
 * and ends the process when the node does not come up: then the process is there for nothing else.
 */
final class Announcement implements Runnable {

  private static final Logger LOG = System.getLogger(Announcement.class.getName());
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Shorter where no port is free, as somebody has to do something; two tries are made by then. */
  private static final Duration BIND_LIMIT = Duration.ofSeconds(35);

  private static final int EXIT_NOT_READY = 3;

  private final Relay relay;
  private final Settings settings;
  private final boolean announce = Boolean.getBoolean("waypost.announce");
  private volatile boolean cancelled;
  private volatile boolean proven;

  Announcement(Relay relay, Settings settings) {
    this.relay = relay;
    this.settings = settings;
  }

  void cancel() {
    cancelled = true;
  }

  /** Whether the proof has been made. */
  boolean isProven() {
    return proven;
  }

  @Override
  public void run() {
    try {
      String missing = prove();
      if (cancelled) {
        return;
      }
      if (missing.isEmpty()) {
        proven = true;
        ready();
      } else {
        notReady(missing);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String prove() throws InterruptedException {
    long begun = System.nanoTime();
    boolean queue = false;
    boolean greets = false;
    try {
      // Whoever is told that it is ready may sign in.
      relay.generatedPassword();
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
    while (!cancelled) {
      queue = queue || probeQueue();
      ListenersAtWork listeners = ListenersAtWork.of(relay.listeners().statuses());
      greets = greets || (queue && listeners.isEnough() && greets(listeners));
      if (greets && (!announce || consoleAnswers())) {
        return "";
      }
      Duration waited = Duration.ofNanos(System.nanoTime() - begun);
      if (waited.compareTo(listeners.isNoneBound() ? BIND_LIMIT : LIMIT) > 0) {
        return missing(queue, greets, listeners);
      }
      Thread.sleep(queue ? 100 : 1_000);
    }
    return "";
  }

  private String missing(boolean queue, boolean greets, ListenersAtWork listeners) {
    if (listeners.isNoneBound()) {
      return "no listener could be bound: " + listeners.problems();
    }
    if (!queue) {
      return "messages sent to the queue do not reach a worker";
    }
    return greets
        ? "the console on port " + settings.httpPort() + " does not answer"
        : "no listener greets: " + listeners.summary();
  }

  /**
   * Asked only where the node has its server for itself: elsewhere the port is the server's. The
   * launcher says when it has deployed everything.
   */
  private boolean consoleAnswers() {
    if (!Boolean.getBoolean("waypost.deployed")) {
      return false;
    }
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              new URL("http", reachable().getHostAddress(), settings.httpPort(), "/health/live")
                  .openConnection();
      connection.setConnectTimeout(2_000);
      connection.setReadTimeout(5_000);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean probeQueue() throws InterruptedException {
    try {
      // On a broker of their own, idle workers of another node may take every probe: there it has
      // to do that the broker takes it.
      return relay.sending().probes().pass(Duration.ofSeconds(1)) || settings.jmsUrl().isPresent();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The queue does not take messages yet: {0}", e.getMessage());
      return false;
    }
  }

  /** Whether a listener greets, where there is one that can be asked in so simple a manner. */
  private static boolean greets(ListenersAtWork listeners) {
    List<ListenerStatus> simple =
        listeners.listening().stream().filter(Announcement::greetsAnybody).toList();
    return simple.isEmpty() || simple.stream().anyMatch(Announcement::greets);
  }

  private static boolean greetsAnybody(ListenerStatus status) {
    return status.definition().tls() != ListenerDefinition.TlsMode.IMPLICIT
        && !status.definition().proxyProtocol()
        && status.definition().allowedNetworks().isEmpty();
  }

  private static boolean greets(ListenerStatus status) {
    Duration delay = status.definition().limits().time().greetingDelay();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              ListenersAtWork.reachable(status.address().getAddress()), status.address().getPort()),
          2_000);
      socket.setSoTimeout((int) delay.plusSeconds(5).toMillis());
      byte[] start = socket.getInputStream().readNBytes(3);
      socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(start, StandardCharsets.US_ASCII).equals("220");
    } catch (IOException e) {
      return false;
    }
  }

  private InetAddress reachable() {
    return ListenersAtWork.reachable(settings.bind());
  }

  private void ready() {
    String line =
        "Waypost is ready: console http://"
            + new HostPort(reachable().getHostAddress(), settings.httpPort())
            + "/, "
            + ListenersAtWork.of(relay.listeners().statuses()).summary()
            + ", mode "
            + settings.mode().name().toLowerCase(java.util.Locale.ROOT);
    if (announce) {
      LOG.log(Level.INFO, line);
      print(FileDescriptor.out, line + signIn());
    } else {
      // The log is the only place where an administrator of a full server can read it.
      LOG.log(Level.INFO, line + signIn());
    }
  }

  /** How to sign in for the first time; empty at every later start. */
  private String signIn() {
    return relay
        .generatedPassword()
        .map(generated -> ", user admin, password: " + generated + " (shown only this once)")
        .orElse("");
  }

  private void notReady(String missing) {
    LOG.log(Level.ERROR, "Waypost is not ready: {0}", missing);
    if (announce) {
      print(FileDescriptor.err, "waypost: not ready: " + missing + signIn());
      Runtime.getRuntime().exit(EXIT_NOT_READY);
    }
  }

  /** Writes to the process's own stream: the server has redirected System.out into its log. */
  private static void print(FileDescriptor stream, String line) {
    // Not closed, as the stream is the process's.
    PrintStream out = new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    out.println(line);
  }
}
