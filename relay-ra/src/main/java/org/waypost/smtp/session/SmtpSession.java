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
package org.waypost.smtp.session;

import io.netty.util.concurrent.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.smtp.tls.TlsSession;
import org.waypost.smtp.wire.CommandLine;

/**
 * The state of an SMTP session, and what commands may do to it. Confined to the event loop of its
 * connection.
 */
public final class SmtpSession {

  private static final Logger LOG = System.getLogger(SmtpSession.class.getName());

  private final String id;
  private final ListenerContext listener;
  private final Connection connection;
  private final CommandInput commands;
  private final GreetingInput greeting;
  private final Activity activity;
  private Input input;
  private final Client client;
  private final MessageIntake intake;
  private final RecipientIntake recipients;
  private final SignIn signIn;
  private final SessionGuard guard;
  private final SessionRates rates;
  private final OpenSession seen;
  private MailTransaction transaction;
  private boolean introduced;
  private boolean wary;
  private boolean paused;
  private boolean ended;
  // Read by work threads: a call that nobody waits for any more need not be made.
  private volatile boolean open = true;

  SmtpSession(String id, ListenerContext listener, Connection connection) {
    this.id = id;
    this.listener = listener;
    this.connection = connection;
    this.commands = new CommandInput(this);
    this.activity = new Activity(connection.loop().ticker());
    this.greeting = new GreetingInput(this, listener);
    this.input = greeting;
    this.client = new Client(listener.settings(), connection.remote(), connection.local());
    this.intake = new MessageIntake(this, listener, connection.loop());
    this.recipients = new RecipientIntake(this, listener);
    this.signIn = new SignIn(this, listener);
    this.guard = new SessionGuard(listener.settings().limits().session());
    this.rates = new SessionRates(client, listener);
    this.seen =
        new OpenSession(
            id,
            listener.settings().name(),
            client,
            connection.loop().ticker()::nanoTime,
            () -> onLoop(() -> connection.endWith(Replies.DISMISSED)));
  }

  /** Unique in the life of the process. */
  public String id() {
    return id;
  }

  /** Settings of the listener. */
  public ListenerSettings settings() {
    return listener.settings();
  }

  /** Commands and extensions of the listener. */
  public Dialect dialect() {
    return listener.dialect();
  }

  /** Who is at the other end. */
  public Client client() {
    return client;
  }

  /**
   * Whether the client is a proxy, which may say who its own client is. Whoever a proxy has named
   * is the client from then on, and speaks for nobody else: many proxies pass on what it says.
   */
  public boolean isProxy() {
    return settings().isProxy(client.remote().getAddress());
  }

  /**
   * A proxy has said who the client is, or else who it was before; the session ends if that client
   * may not connect.
   *
   * @param destination that the client connected to
   * @return false when the session has ended
   */
  public boolean proxiedFor(InetSocketAddress address, InetSocketAddress destination) {
    client.become(address, destination);
    reset();
    connection.admit(address.getAddress()).ifPresent(this::end);
    return !ended;
  }

  /** Whether TLS could begin. */
  public boolean canSecure() {
    return listener.certificates().isPresent();
  }

  /**
   * Begins with TLS behind the replies so far; what the client has sent before is forgotten (RFC
   * 3207 4.2).
   */
  public void startTls() {
    pause();
    connection.secure();
  }

  /** TLS is up. */
  void secured(TlsSession tls) {
    client.secured(tls);
    reset();
  }

  /** The client has said HELO or EHLO, which also ends a transaction (RFC 5321 4.1.4). */
  public void greetedBy(String name, boolean withExtensions) {
    client.greets(name, withExtensions);
    introduced = true;
    reset();
  }

  /** Whether the client has said HELO or EHLO. */
  public boolean isGreeted() {
    return client.helo() != null;
  }

  /** Whether the client has said HELO or EHLO at all, if before TLS. */
  boolean hasBeenIntroduced() {
    return introduced;
  }

  /** The transaction, if one has begun. */
  public Optional<MailTransaction> transaction() {
    return Optional.ofNullable(transaction);
  }

  /**
   * Whether a transaction may begin; if not, the reply has been given, and the session may have
   * ended.
   */
  public boolean mayBegin(MailTransaction wanted) {
    if (!guard.mayBeginTransaction()) {
      end(Replies.TOO_MANY_MESSAGES);
      return false;
    }
    Optional<Reply> over = rates.message(wanted);
    over.ifPresent(this::reply);
    return over.isEmpty();
  }

  /** Begins a transaction. */
  public void begin(MailTransaction begun) {
    guard.transaction();
    transaction = begun;
  }

  /** Ends the transaction, if there is one (RFC 5321 4.1.1.5). */
  public void reset() {
    if (transaction != null) {
      transaction.discard();
      transaction = null;
    }
  }

  /** The message has had its verdict, with which the transaction ends (RFC 5321 4.1.1.4). */
  void conclude() {
    transaction = null;
  }

  /** Replies. */
  public void reply(Reply reply) {
    connection.write(reply);
  }

  /** Replies to a breach of the protocol; too many end the session. */
  public void error(Reply reply) {
    reply(reply);
    countError();
    endIfGoneTooFar();
  }

  /** Replies, and closes the connection behind the reply. */
  public void end(Reply reply) {
    if (!ended) {
      reply(reply);
      ended = true;
      open = false;
      input.abandon();
      reset();
    }
  }

  /** Replies, and takes the next line for the answer and not for a command. */
  public void converse(Reply prompt, Consumer<CommandLine> answer) {
    reply(prompt);
    commands.expect(answer);
  }

  void countError() {
    guard.error();
    listener.counters().error();
  }

  /**
   * Replies to DATA that is not followed by data. A client that sends data all the same, without
   * having waited for the reply, is sent away at the first line that is no command: the others
   * might be some (RFC 2920 3.1).
   */
  public void refuseData(Reply reply, boolean isError) {
    reply(reply);
    wary = true;
    if (isError) {
      countError();
      endIfGoneTooFar();
    }
  }

  /** The way in for recipients. */
  public RecipientIntake recipients() {
    return recipients;
  }

  /** The way in for who a client says it is. */
  public SignIn signIn() {
    return signIn;
  }

  /** The way in for message data. */
  public MessageIntake intake() {
    return intake;
  }

  /** Greets the client, at once or after a delay, in which it must not speak. */
  void begin() {
    greeting.begin();
  }

  /** What follows is this. */
  void take(Input next) {
    input = next;
  }

  /** Goes on with commands. */
  void takeCommands() {
    input = commands;
  }

  Input input() {
    return input;
  }

  /** The session as it is seen from outside. */
  OpenSession seen() {
    return seen;
  }

  OpenSession.State state() {
    if (ended) {
      return OpenSession.State.ENDING;
    }
    if (paused) {
      return OpenSession.State.WAITING;
    }
    return input.state(transaction);
  }

  /** Whether the client is still there, to be asked from any thread. */
  boolean isOpen() {
    return open;
  }

  SessionGuard guard() {
    return guard;
  }

  SessionRates rates() {
    return rates;
  }

  Activity activity() {
    return activity;
  }

  /** Does something later, on the event loop of the session, unless it is cancelled. */
  Future<?> after(Duration delay, Runnable task) {
    return connection.loop().schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  void countMemoryWait() {
    listener.counters().memoryWait();
  }

  /** The farewell, if the client takes too long. */
  Optional<Reply> overdue() {
    if (paused) {
      activity.held();
      return Optional.empty();
    }
    return input.overdue(activity);
  }

  boolean isPaused() {
    return paused;
  }

  boolean isEnded() {
    return ended;
  }

  void pause() {
    paused = true;
  }

  void proceed() {
    connection.proceed();
  }

  void resume() {
    paused = false;
    activity.held();
    connection.proceed();
  }

  void disconnected() {
    ended = true;
    open = false;
    input.abandon();
    reset();
  }

  /** Ends the session if the listener is closing and no transaction is under way. */
  boolean endIfClosing() {
    if (listener.isClosing() && transaction == null) {
      end(Replies.CLOSING);
    }
    return ended;
  }

  void obey(CommandLine line) {
    listener.counters().command();
    guard.command();
    Optional<SmtpCommand> command = dialect().command(line.verb(), this);
    if (command.isPresent() && command.get().isJunk()) {
      guard.junk();
    }
    if (endIfGoneTooFar()) {
      return;
    }
    if (wary && (line.isFaulty() || command.isEmpty())) {
      end(Replies.DATA_UNASKED);
      return;
    }
    wary = false;
    if (line.isFaulty() && command.isPresent()) {
      // What follows are the octets of a chunk, and might be taken for commands.
      end(Reply.of(500, "5.5.2", line.fault() + "; closing the connection"));
      return;
    }
    if (line.isFaulty()) {
      error(Reply.of(500, "5.5.2", line.fault()));
      return;
    }
    if (command.isEmpty()) {
      error(Replies.UNKNOWN);
    } else if (isTlsMissing() && !command.get().needsNoTls()) {
      error(Replies.TLS_FIRST);
    } else {
      command.get().run(this, line.argument());
    }
  }

  private boolean isTlsMissing() {
    return settings().definition().tls() == ListenerDefinition.TlsMode.STARTTLS_REQUIRED
        && !client.isSecure();
  }

  /** Puts a question to the application; the session is paused until the answer is there. */
  <T> void ask(CompletionStage<T> question, BiConsumer<T, Throwable> answer) {
    pause();
    var unused =
        question.whenComplete(
            (value, fault) -> {
              if (fault != null) {
                LOG.log(Level.WARNING, "Session " + id + ": fault of the application", fault);
              }
              onLoop(() -> answered(value, fault, answer));
            });
  }

  <T> void answered(T value, Throwable fault, BiConsumer<T, Throwable> answer) {
    if (!ended) {
      paused = false;
      try {
        answer.accept(value, fault);
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "Session " + id + " is broken", e);
        end(Replies.BROKEN);
      }
      if (!paused) {
        resume();
      }
    }
  }

  private void onLoop(Runnable task) {
    if (connection.loop().inEventLoop()) {
      task.run();
      return;
    }
    try {
      connection.loop().execute(task);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "Session {0} has ended before its answer came", id);
    }
  }

  boolean endIfGoneTooFar() {
    guard.farewell().ifPresent(this::end);
    return ended;
  }

  SessionInfo info() {
    return client.info(id, transaction != null && transaction.isUtf8());
  }
}
