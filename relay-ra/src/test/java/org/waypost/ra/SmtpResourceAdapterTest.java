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
package org.waypost.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.api.smtp.MailContent;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.api.smtp.SmtpEndpoint;
import org.waypost.smtp.SmtpServer;

/** The adapter over real sockets, in a container that records what it is asked. */
@Timeout(30)
class SmtpResourceAdapterTest {

  @TempDir private Path folder;

  private final Application application = new Application();
  private final FakeContainer container = new FakeContainer(application);
  private final SmtpResourceAdapter adapter = new SmtpResourceAdapter();
  private final SmtpActivationSpec spec = new SmtpActivationSpec();

  @BeforeEach
  void start() throws ResourceException {
    spec.setAddress("127.0.0.1");
    spec.setPort(-1);
    System.setProperty("waypost.data", folder.toString());
    adapter.start(container);
  }

  @AfterEach
  void stop() throws InterruptedException {
    application.mayFinish.countDown();
    adapter.stop();
    container.close();
    System.clearProperty("waypost.data");
    assertThat(adapterThreads()).isEmpty();
  }

  @Test
  void deliversInTheOrderOfTheSpecification() throws Exception {
    adapter.endpointActivation(container, spec);
    try (WireClient client = connect().untilData()) {
      assertThat(client.send("text\r\n.\r\n").line()).isEqualTo("250 2.6.0 Queued");
    }
    adapter.endpointDeactivation(container, spec);
    List<String> calls = container.takeCalls();
    assertThat(calls)
        .filteredOn(c -> !c.equals("createEndpoint") && !c.equals("release"))
        .containsExactly("recipients", "beforeDelivery accept", "accept", "afterDelivery");
    assertThat(calls.stream().filter("createEndpoint"::equals).count())
        .isEqualTo(calls.stream().filter("release"::equals).count())
        .isPositive();
  }

  @Test
  void greetsNobodyBeforeTheApplicationIsReady() throws Exception {
    application.ready = false;
    container.unavailable.set(2);
    adapter.endpointActivation(container, spec);
    try (WireClient client = connect()) {
      awaitAtLeast(application.asked, 2);
      assertThat(client.hasInput()).isFalse();
      application.ready = true;
      assertThat(client.line()).startsWith("220 ").endsWith(" ESMTP Waypost");
    }
  }

  @Test
  void deactivationBeforeTheApplicationIsReadyClosesThePort() throws Exception {
    application.ready = false;
    adapter.endpointActivation(container, spec);
    awaitAtLeast(application.asked, 1);
    SocketAddress address = address();
    adapter.endpointDeactivation(container, spec);
    assertThatThrownBy(() -> new WireClient(address)).isInstanceOf(IOException.class);
  }

  @Test
  void neverConfirmsWhatWasNotCommitted() throws Exception {
    adapter.endpointActivation(container, spec);
    try (WireClient client = connect().untilData()) {
      container.rollsBackSilently = true;
      assertThat(client.send("text\r\n.\r\n").line()).startsWith("451 4.3.0");
    }
    container.rollsBackSilently = false;
    try (WireClient client = connect().untilData()) {
      container.failsAfterDelivery = true;
      assertThat(client.send("text\r\n.\r\n").line()).startsWith("451 4.3.0");
    }
    assertThat(application.accepted.get()).isEqualTo(2);
  }

  @Test
  void trustsTheExceptionsOfAContainerWithoutARegistry() throws Exception {
    container.hasRegistry = false;
    adapter.endpointActivation(container, spec);
    try (WireClient client = connect().untilData()) {
      assertThat(client.send("text\r\n.\r\n").line()).isEqualTo("250 2.6.0 Queued");
    }
  }

  @Test
  void aFaultOfTheEndpointIsTemporaryAndEndsNothing() throws Exception {
    adapter.endpointActivation(container, spec);
    application.fault = true;
    try (WireClient client = connect().untilData()) {
      assertThat(client.send("text\r\n.\r\n").line()).startsWith("451 4.3.0");
      application.fault = false;
      client.send("MAIL FROM:<>\r\nRCPT TO:<b@example.net>\r\nDATA\r\n");
      assertThat(client.line()).startsWith("250");
      assertThat(client.line()).startsWith("250");
      assertThat(client.line()).startsWith("354");
      assertThat(client.send("x\r\n.\r\n").line()).isEqualTo("250 2.6.0 Queued");
    }
    List<String> calls = container.takeCalls();
    int failed = calls.indexOf("accept");
    assertThat(calls.subList(failed + 1, failed + 3)).containsExactly("afterDelivery", "release");
  }

  @Test
  void waitsForAnEndpointWhenThePoolIsEmpty() throws Exception {
    adapter.endpointActivation(container, spec);
    try (WireClient client = connect()) {
      client.line();
      container.unavailable.set(3);
      client.send("HELO c\r\nMAIL FROM:<>\r\nRCPT TO:<b@example.net>\r\n");
      assertThat(client.line()).startsWith("250");
      assertThat(client.line()).startsWith("250");
      assertThat(client.line()).isEqualTo("250 2.1.5 Recipient ok");
    }
  }

  @Test
  void withoutAWorkThreadClientsAreToldToComeAgain() throws Exception {
    adapter.endpointActivation(container, spec);
    try (WireClient client = connect()) {
      client.line();
      awaitNoWork();
      container.rejectsWork = true;
      client.send("HELO c\r\nMAIL FROM:<>\r\n");
      client.line();
      client.line();
      assertThat(recipientReply(client)).startsWith("451 4.3.2");
      container.rejectsWork = false;
      assertThat(recipientReply(client)).startsWith("250");
    }
  }

  private static String recipientReply(WireClient client) throws IOException {
    return client.send("RCPT TO:<b@example.net>\r\n").line();
  }

  @Test
  void boundsConcurrentCallsAndServesAllInTheEnd() throws Exception {
    spec.setMaxCalls(3);
    adapter.endpointActivation(container, spec);
    List<CompletableFuture<String>> replies = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      replies.add(CompletableFuture.supplyAsync(this::sendOne, task -> new Thread(task).start()));
    }
    for (CompletableFuture<String> reply : replies) {
      assertThat(reply.get(20, TimeUnit.SECONDS)).isEqualTo("250 2.6.0 Queued");
    }
    assertThat(application.mostAtOnce.get()).isBetween(1, 3);
  }

  private String sendOne() {
    try (WireClient client = connect().untilData()) {
      return client.send("text\r\n.\r\n").line();
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void refusesCallsThatWaitTooLong() throws Exception {
    spec.setMaxCalls(1);
    application.block = true;
    adapter.endpointActivation(container, spec);
    apply(ListenerLimits.Connections.DEFAULT, Duration.ofMillis(600), Duration.ofSeconds(10));
    try (WireClient first = connect().untilData();
        WireClient second = connect()) {
      first.send("text\r\n.\r\n");
      assertThat(application.entered.await(5, TimeUnit.SECONDS)).isTrue();
      second.line();
      second.send("HELO c\r\nMAIL FROM:<>\r\nRCPT TO:<b@example.net>\r\n");
      second.line();
      second.line();
      assertThat(second.line()).startsWith("451 4.3.2");
      application.mayFinish.countDown();
      assertThat(first.line()).isEqualTo("250 2.6.0 Queued");
    }
  }

  @Test
  void receivesALargeMessageThroughAFile() throws Exception {
    adapter.endpointActivation(container, spec);
    String line = "x".repeat(998) + "\r\n";
    try (WireClient client = connect().untilData()) {
      for (int i = 0; i < 20; i++) {
        client.send(line.repeat(1000));
      }
      assertThat(client.send(".\r\n").line()).isEqualTo("250 2.6.0 Queued");
    }
    assertThat(application.size).isEqualTo(20_000_000);
    adapter.endpointDeactivation(container, spec);
    assertThat(folder.resolve("spool")).isEmptyDirectory();
  }

  @Test
  void refusesConnectionsOverTheLimit() throws Exception {
    adapter.endpointActivation(container, spec);
    apply(
        new ListenerLimits.Connections(10, 1, 10), Duration.ofSeconds(30), Duration.ofSeconds(10));
    try (WireClient first = connect()) {
      first.line();
      try (WireClient second = connect()) {
        assertThat(second.line()).startsWith("421 4.3.2");
        assertThat(second.line()).isNull();
      }
      assertThat(first.send("NOOP\r\n").line()).startsWith("250");
    }
  }

  @Test
  void closesInOrder() throws Exception {
    application.block = true;
    adapter.endpointActivation(container, spec);
    SocketAddress address = address();
    try (WireClient idle = connect();
        WireClient inCall = connect().untilData();
        WireClient inData = connect().untilData()) {
      idle.line();
      inCall.send("text\r\n.\r\n");
      assertThat(application.entered.await(5, TimeUnit.SECONDS)).isTrue();
      Thread closer = new Thread(() -> adapter.endpointDeactivation(container, spec));
      closer.start();
      assertThat(idle.line()).startsWith("421 4.3.2");
      assertThat(idle.line()).isNull();
      awaitRefusal(address);
      application.mayFinish.countDown();
      assertThat(inCall.line()).isEqualTo("250 2.6.0 Queued");
      assertThat(inCall.line()).startsWith("421 4.3.2");
      assertThat(inData.send("text\r\n.\r\n").line()).isEqualTo("250 2.6.0 Queued");
      assertThat(inData.line()).startsWith("421 4.3.2");
      closer.join(5000);
      assertThat(closer.isAlive()).isFalse();
    }
  }

  @Test
  void endsWhatOutlivesTheGracePeriod() throws Exception {
    adapter.endpointActivation(container, spec);
    apply(ListenerLimits.Connections.DEFAULT, Duration.ofSeconds(30), Duration.ZERO);
    try (WireClient client = connect().untilData()) {
      adapter.endpointDeactivation(container, spec);
      assertThat(client.line()).startsWith("421 4.3.2");
      assertThat(client.line()).isNull();
    }
  }

  @Test
  void servesOneEndpoint() throws Exception {
    adapter.endpointActivation(container, spec);
    SmtpActivationSpec other = new SmtpActivationSpec();
    assertThatThrownBy(() -> adapter.endpointActivation(container, other))
        .isInstanceOf(ResourceException.class)
        .hasMessageContaining("another endpoint");
    adapter.endpointDeactivation(container, spec);
    adapter.endpointActivation(container, other);
    assertThat(server().listeners()).as("none is declared").isEmpty();
  }

  @Test
  void reportsTheAddressThatCannotBeBound() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      spec.setPort(taken.getLocalPort());
      adapter.endpointActivation(container, spec);
      ListenerStatus status = server().listeners().get(0);
      assertThat(status.state()).isEqualTo(ListenerStatus.State.FAILED);
      assertThat(status.problem()).contains("127.0.0.1:" + taken.getLocalPort()).contains("in use");
    }
  }

  @Test
  void sharesTheServerWithOtherInstances() throws Exception {
    SmtpResourceAdapter second = new SmtpResourceAdapter();
    second.start(container);
    assertThat(second.server()).isSameAs(adapter.server());
    adapter.endpointActivation(container, spec);
    second.stop();
    try (WireClient client = connect()) {
      assertThat(client.line()).startsWith("220");
    }
  }

  @Test
  void refusesPropertiesThatMakeNoSense() {
    spec.setPort(70000);
    spec.setMaxCalls(-1);
    spec.setRole("SUBMISION");
    assertThatThrownBy(() -> adapter.endpointActivation(container, spec))
        .isInstanceOf(InvalidPropertyException.class)
        .hasMessage("Not a sensible value: port, role, maxCalls");
  }

  private WireClient connect() throws IOException {
    return new WireClient(address());
  }

  private SocketAddress address() {
    return server().listeners().get(0).address();
  }

  private SmtpServer server() {
    try {
      return adapter.server();
    } catch (ResourceException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same listener with other limits. */
  private void apply(ListenerLimits.Connections connections, Duration call, Duration grace) {
    ListenerLimits usual = ListenerLimits.DEFAULT;
    ListenerLimits.Time time = usual.time();
    server()
        .apply(
            ListenerDefinition.of("relay", ListenerRole.RELAY, 0)
                .withLimits(
                    new ListenerLimits(
                        connections,
                        usual.session(),
                        new ListenerLimits.Time(
                            time.greetingDelay(),
                            time.greet(),
                            time.handshake(),
                            time.command(),
                            time.silence(),
                            time.data(),
                            time.minDataRate(),
                            call,
                            time.memory(),
                            grace),
                        usual.size(),
                        usual.rates())),
            new InetSocketAddress("127.0.0.1", 0));
  }

  private static void awaitAtLeast(AtomicInteger counter, int value) {
    while (counter.get() < value) {
      Thread.onSpinWait();
    }
  }

  /** The selector lets go of the port a moment after the channel is closed. */
  private static void awaitRefusal(SocketAddress address) {
    while (true) {
      try {
        new WireClient(address).close();
      } catch (IOException e) {
        return;
      }
    }
  }

  /** A work lingers for a moment behind its last call. */
  private void awaitNoWork() {
    while (!container.calls.contains("release")) {
      Thread.onSpinWait();
    }
  }

  /** A thread says that it has ended just before it has: it gets a moment for that. */
  private static List<String> adapterThreads() throws InterruptedException {
    List<Thread> threads =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("waypost-smtp"))
            .toList();
    for (Thread thread : threads) {
      thread.join(5_000);
    }
    return threads.stream().filter(Thread::isAlive).map(Thread::getName).toList();
  }

  private static final class Application implements SmtpEndpoint {
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger accepted = new AtomicInteger();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch mayFinish = new CountDownLatch(1);
    volatile boolean ready = true;
    volatile boolean fault;
    volatile boolean block;
    volatile long size;

    @Override
    public boolean ready() {
      asked.incrementAndGet();
      return ready;
    }

    @Override
    public SignInAnswer signIn(SessionInfo session, Credentials credentials) {
      return new SignInAnswer.Refused();
    }

    @Override
    public List<Verdict> recipients(Envelope envelope, List<Recipient> candidates) {
      return candidates.stream().map(c -> Verdict.accept("2.1.5", "Recipient ok")).toList();
    }

    @Override
    public Verdict accept(Envelope envelope, MailContent content) {
      mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      try {
        entered.countDown();
        if (block) {
          mayFinish.await();
        }
        if (fault) {
          throw new IllegalStateException("scripted fault");
        }
        accepted.incrementAndGet();
        size = content.size();
        return Verdict.accept("2.6.0", "Queued");
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      } finally {
        atOnce.decrementAndGet();
      }
    }
  }
}
