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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.listener.SessionStatus;
import org.waypost.api.net.Network;
import org.waypost.api.settings.Settings;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.command.StandardDialect;
import org.waypost.smtp.monitor.ListenerBeans;
import org.waypost.smtp.tls.CertificateStore;

/** The table of listeners, over real sockets. */
@Timeout(60)
class SmtpServerTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir private Path folder;

  private SmtpServer server;

  @BeforeEach
  void start() throws IOException {
    Settings settings =
        new Settings(variable -> variable.equals("WAYPOST_DATA") ? folder.toString() : null);
    server =
        new SmtpServer(
            new ServerDefaults(
                "mx.example.org",
                HERE,
                0,
                0,
                0,
                List.of(Network.parse("127.0.0.0/8")),
                1 << 20,
                100),
            StandardDialect.create(),
            CertificateStore.open(settings.tls(), "mx.example.org"),
            new ListenerBeans());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void serve() throws IOException {
    server.serve(new ScriptedApplication(), new Storage(folder.resolve("spool"), 1 << 18, 1 << 20));
    server.open();
  }

  private static ListenerDefinition relay(String name) {
    return ListenerDefinition.of(name, ListenerRole.RELAY, 0);
  }

  @Test
  void bindsBeforeThereIsAnApplicationAndGreetsWhenItIsReady() throws IOException {
    ListenerStatus status = server.apply(relay("a"));
    assertThat(status.state()).isEqualTo(ListenerStatus.State.STARTING);
    try (Client early = new Client(status)) {
      server.serve(new ScriptedApplication(), new Storage(folder.resolve("spool"), 0, 1 << 20));
      assertThat(state("a")).isEqualTo(ListenerStatus.State.STARTING);
      assertThat(early.hasInput()).isFalse();
      server.open();
      assertThat(early.line()).startsWith("220 mx.example.org");
    }
    assertThat(state("a")).isEqualTo(ListenerStatus.State.LISTENING);
  }

  @Test
  void servesOneApplication() throws IOException {
    serve();
    assertThatThrownBy(this::serve).isInstanceOf(IllegalStateException.class);
    server.withdraw();
    serve();
  }

  @Test
  void listenersComeAndGoWhileOthersRun() throws IOException {
    serve();
    ListenerStatus a = server.apply(relay("a"));
    ListenerStatus b = server.apply(relay("b"));
    try (Client client = new Client(a)) {
      client.line();
      assertThat(server.remove("b")).isTrue();
      assertThat(server.remove("b")).isFalse();
      assertThatThrownBy(() -> new Client(b)).isInstanceOf(IOException.class);
      assertThat(client.send("NOOP").line()).startsWith("250");
    }
    assertThat(server.listeners()).hasSize(1);
  }

  @Test
  void aPortThatIsTakenIsReportedAndTheOthersRun() throws IOException {
    serve();
    try (ServerSocket taken = new ServerSocket(0, 1, HERE)) {
      ListenerStatus status =
          server.apply(ListenerDefinition.of("a", ListenerRole.RELAY, taken.getLocalPort()));
      assertThat(status.state()).isEqualTo(ListenerStatus.State.FAILED);
      assertThat(status.problem()).contains("127.0.0.1:" + taken.getLocalPort()).contains("in use");
      new Client(server.apply(relay("b"))).close();
    }
  }

  @Test
  void aListenerThatCannotMoveStaysWhereItIs() throws IOException {
    serve();
    ListenerStatus before = server.apply(relay("a"));
    try (ServerSocket taken = new ServerSocket(0, 1, HERE)) {
      ListenerStatus after =
          server.apply(ListenerDefinition.of("a", ListenerRole.RELAY, taken.getLocalPort()));
      assertThat(after.state()).isEqualTo(ListenerStatus.State.LISTENING);
      assertThat(after.address()).isEqualTo(before.address());
      assertThat(after.problem()).contains(":" + taken.getLocalPort()).contains("still listens");
    }
  }

  @Test
  void movesFromOneAddressToAllOfThem() throws IOException {
    serve();
    int port = server.apply(relay("a")).address().getPort();
    ListenerDefinition everywhere = relay("a");
    ListenerStatus moved = server.apply(everywhere, new InetSocketAddress("0.0.0.0", port));
    assertThat(moved.problem()).isEmpty();
    assertThat(moved.address().getAddress().isAnyLocalAddress()).isTrue();
    try (Client client = new Client(moved)) {
      assertThat(client.line()).startsWith("220");
    }
  }

  @Test
  void limitsChangeWithoutBindingAnew() throws IOException {
    serve();
    ListenerStatus before = server.apply(relay("a"));
    ListenerLimits usual = ListenerLimits.DEFAULT;
    try (Client old = new Client(before)) {
      old.line();
      ListenerStatus after =
          server.apply(
              relay("a")
                  .withLimits(
                      new ListenerLimits(
                          usual.connections(),
                          new ListenerLimits.Session(10, 1, 10, 10, 10, 0, 3),
                          usual.time(),
                          usual.size(),
                          usual.rates())));
      assertThat(after.address()).isEqualTo(before.address());
      for (int i = 0; i < 4; i++) {
        assertThat(old.send("WHAT").line()).startsWith("500");
      }
      try (Client later = new Client(after)) {
        later.line();
        later.send("ONE").line();
        later.send("TWO").line();
        assertThat(later.line()).startsWith("421");
      }
      assertThat(after.figures().connections()).isEqualTo(1);
    }
  }

  @Test
  void pausesWithItsSessionsGoingOn() throws IOException {
    serve();
    ListenerStatus before = server.apply(relay("a"));
    try (Client client = new Client(before)) {
      client.line();
      ListenerStatus paused = server.pause("a").orElseThrow();
      assertThat(paused.state()).isEqualTo(ListenerStatus.State.PAUSED);
      assertThat(paused.definition().paused()).isTrue();
      assertThatThrownBy(() -> new Client(before)).isInstanceOf(IOException.class);
      assertThat(client.send("NOOP").line()).startsWith("250");
    }
    try (Client client = new Client(server.resume("a").orElseThrow())) {
      assertThat(client.line()).startsWith("220");
    }
    assertThat(server.pause("b")).isEmpty();
  }

  @Test
  void drainsAndComesBack() throws IOException {
    serve();
    ListenerStatus before = server.apply(relay("a"));
    try (Client idle = new Client(before);
        Client busy = new Client(before)) {
      idle.line();
      busy.line();
      busy.send("HELO c").line();
      busy.send("MAIL FROM:<a@example.com>").line();
      assertThat(server.drain("a").orElseThrow().state()).isEqualTo(ListenerStatus.State.DRAINING);
      assertThat(idle.line()).startsWith("421");
      assertThat(busy.send("RCPT TO:<b@example.net>").line()).startsWith("250");
      ListenerStatus resumed = server.resume("a").orElseThrow();
      try (Client later = new Client(resumed)) {
        assertThat(later.line()).startsWith("220");
        assertThat(busy.send("RSET").line()).startsWith("250");
        assertThat(busy.line()).as("it was told to end when its transaction has").startsWith("421");
        assertThat(later.send("NOOP").line()).startsWith("250");
      }
    }
    assertThat(server.drain("b")).isEmpty();
    server.drain("a");
    await(() -> state("a") == ListenerStatus.State.PAUSED);
  }

  @Test
  void showsSessionsOfAllListenersAndEndsThem() throws IOException {
    serve();
    try (Client one = new Client(server.apply(relay("a")));
        Client two = new Client(server.apply(relay("b")))) {
      one.line();
      two.line();
      await(() -> server.sessions(null, null, 10).size() == 2);
      assertThat(server.figures().sessions()).isEqualTo(2);
      SessionStatus session = server.sessions("b", null, 10).get(0);
      assertThat(session.listener()).isEqualTo("b");
      assertThat(server.endSession(session.id())).isTrue();
      assertThat(two.line()).startsWith("421");
      await(() -> !server.endSession(session.id()));
      assertThat(one.send("NOOP").line()).startsWith("250");
    }
  }

  @Test
  void withdrawingEndsEverything() throws IOException {
    serve();
    ListenerStatus status = server.apply(relay("a"));
    try (Client client = new Client(status)) {
      client.line();
      server.withdraw();
      assertThat(client.line()).startsWith("421");
      assertThat(client.line()).isNull();
    }
    assertThat(server.listeners()).isEmpty();
    assertThatThrownBy(() -> new Client(status)).isInstanceOf(IOException.class);
  }

  @Test
  void eachListenerIsAnMxBean() throws IOException, JMException {
    serve();
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("org.waypost:type=Listener,name=bean");
    ListenerStatus status = server.apply(relay("bean"));
    new Client(status).close();
    assertThat(beans.getAttribute(name, "State")).isEqualTo("LISTENING");
    assertThat(beans.getAttribute(name, "Role")).isEqualTo("RELAY");
    assertThat(beans.getAttribute(name, "Problem")).isEqualTo("");
    assertThat(beans.getAttribute(name, "Address"))
        .isEqualTo("127.0.0.1:" + status.address().getPort());
    assertThat(beans.getMBeanInfo(name).getAttributes())
        .filteredOn(attribute -> attribute.getType().equals("long"))
        .hasSize(17);
    beans.invoke(name, "pause", null, null);
    assertThat(state("bean")).isEqualTo(ListenerStatus.State.PAUSED);
    beans.invoke(name, "resume", null, null);
    beans.invoke(name, "drain", null, null);
    beans.invoke(name, "resume", null, null);
    assertThat(state("bean")).isEqualTo(ListenerStatus.State.LISTENING);
    server.remove("bean");
    assertThat(beans.isRegistered(name)).isFalse();
    server.apply(relay("bean"));
    server.withdraw();
    assertThat(beans.isRegistered(name)).isFalse();
  }

  private ListenerStatus.State state(String name) {
    return server.listener(name).orElseThrow().state();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static final class Client implements AutoCloseable {
    private final Socket socket = new Socket();
    private final BufferedReader in;

    Client(ListenerStatus listener) throws IOException {
      socket.connect(new InetSocketAddress(HERE, listener.address().getPort()), 5_000);
      socket.setSoTimeout(10_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    Client send(String line) throws IOException {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      return this;
    }

    String line() throws IOException {
      return in.readLine();
    }

    boolean hasInput() throws IOException {
      return socket.getInputStream().available() > 0;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
