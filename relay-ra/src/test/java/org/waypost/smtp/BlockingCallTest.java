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

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.listener.ListenerDefinition.AuthMode;
import org.waypost.api.listener.ListenerDefinition.TlsMode;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.settings.TlsSettings;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.MailContent;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.smtp.session.SmtpApplication;
import org.waypost.smtp.tls.CertificateStore;
import reactor.blockhound.BlockHound;

/** No call on an event loop blocks: an agent watches the threads while sessions run on them. */
@Timeout(60)
class BlockingCallTest {

  private static final Queue<String> BLOCKED = new ConcurrentLinkedQueue<>();

  @TempDir private Path spool;

  @BeforeAll
  static void watch() {
    BlockHound.builder()
        .loadIntegrations()
        .nonBlockingThreadPredicate(ignored -> BlockingCallTest::isEventLoop)
        // Files too, which the agent does not know: what it makes of a write to a socket, which
        // does not block, is left out again.
        .markAsBlocking("sun.nio.ch.FileDispatcherImpl", "write0", "(Ljava/io/FileDescriptor;JI)I")
        .markAsBlocking("sun.nio.fs.UnixNativeDispatcher", "open0", "(JII)I")
        .markAsBlocking("sun.nio.fs.UnixNativeDispatcher", "unlink0", "(J)V")
        .allowBlockingCallsInside("sun.nio.ch.SocketDispatcher", "write")
        // To hand a task over takes the lock of a queue, which nobody holds for longer than that.
        .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "execute")
        .blockingMethodCallback(
            method -> {
              StringBuilder where = new StringBuilder(method.toString());
              for (StackTraceElement element : new Throwable().getStackTrace()) {
                where.append("\n  at ").append(element);
              }
              BLOCKED.add(where.toString());
            })
        .install();
  }

  private static boolean isEventLoop(Thread thread) {
    String name = thread.getName();
    return name.startsWith("waypost-smtp-")
        && !name.startsWith("waypost-smtp-spool-")
        && !name.startsWith("waypost-smtp-tls");
  }

  @Test
  void theWatchSeesABlockingCall() throws Exception {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              Thread.sleep(1);
              Files.delete(Files.createTempFile(spool, "a", "b"));
              return null;
            });
    Thread loop = new DefaultThreadFactory("waypost-smtp-proof", true).newThread(task);
    loop.start();
    task.get();
    assertThat(BLOCKED.removeIf(call -> call.contains("theWatchSees"))).isTrue();
  }

  @Test
  void nothingBlocksInPlainSessions() throws Exception {
    ScriptedApplication application = new ScriptedApplication();
    try (SocketServer server =
        new SocketServer(
            SocketServer.Options.of(TlsMode.NONE, AuthMode.NONE),
            onWorkThreads(application),
            spool,
            null)) {
      for (int i = 0; i < 3; i++) {
        try (SmtpClient client = new SmtpClient(server.port())) {
          converse(client, 200);
          converse(client, 300_000);
          client.ask("QUIT");
        }
        try (SmtpClient client = new SmtpClient(server.port())) {
          client.reply();
          client.ask("EHLO client");
          client.ask("MAIL FROM:<a@example.com>");
          client.ask("RCPT TO:<b@example.net>");
          client.ask("DATA");
          client.send("x".repeat(70).concat("\r\n").repeat(3000));
        }
      }
    }
    assertThat(application.messages).hasSize(6);
    assertThat(BLOCKED).isEmpty();
  }

  @Test
  void nothingBlocksUnderTls() throws Exception {
    ScriptedApplication application = new ScriptedApplication();
    try (CertificateStore certificates =
            CertificateStore.open(TlsSettings.in(spool.resolve("tls")), "mx.example.org");
        SocketServer server =
            new SocketServer(
                SocketServer.Options.of(TlsMode.STARTTLS, AuthMode.NONE),
                onWorkThreads(application),
                spool,
                certificates);
        SmtpClient client = new SmtpClient(server.port())) {
      client.reply();
      client.ask("EHLO client");
      client.ask("STARTTLS");
      client.secure("mx.example.org");
      client.ask("EHLO client");
      converse(client, 200);
      converse(client, 300_000);
      client.ask("QUIT");
    }
    assertThat(application.messages).hasSize(2);
    assertThat(BLOCKED).isEmpty();
  }

  /** As the application of a container: it may block, on threads of its own. */
  private static SmtpApplication onWorkThreads(SmtpApplication application) {
    return new SmtpApplication() {
      @Override
      public CompletionStage<SignInAnswer> signIn(
          SessionInfo session, Credentials credentials, BooleanSupplier wanted) {
        return later(() -> application.signIn(session, credentials, wanted));
      }

      @Override
      public CompletionStage<List<Verdict>> recipients(
          Envelope envelope, List<Recipient> candidates, BooleanSupplier wanted) {
        return later(() -> application.recipients(envelope, candidates, wanted));
      }

      @Override
      public CompletionStage<Verdict> accept(
          Envelope envelope, MailContent content, BooleanSupplier wanted) {
        return later(() -> application.accept(envelope, content, wanted));
      }

      private <T> CompletionStage<T> later(Supplier<CompletionStage<T>> question) {
        return CompletableFuture.supplyAsync(question).thenCompose(answer -> answer);
      }
    };
  }

  private static void converse(SmtpClient client, int octets) throws IOException {
    client.send("EHLO client\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.net>\r\nDATA\r\n");
    while (!client.reply().startsWith("354")) {
      // The replies before it are as they always are.
    }
    client.send("x".repeat(70).concat("\r\n").repeat(octets / 72 + 1) + ".\r\n");
    assertThat(client.reply()).startsWith("250 ");
  }
}
