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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.smtp.content.ReceivedContent;
import org.waypost.smtp.rate.Source;
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
  private final Activity activity;
  private Input input = new GreetingInput(this);
  private final Client client;
  private final MessageIntake intake;
  private final SessionGuard guard;
  private final OpenSession seen;
  private RecipientGroup group = new RecipientGroup();
  private MailTransaction transaction;
  private boolean introduced;
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
    this.client = new Client(listener.settings(), connection.remote(), connection.local());
    this.intake = new MessageIntake(this, listener.store(), connection.loop());
    this.guard = new SessionGuard(listener.settings().limits().session());
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

  /** Whether it is a proxy that has connected, which may say who the client is. */
  public boolean isProxied() {
    return settings().isProxy(connection.remote().getAddress());
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

  /** Whether the client has to sign in before it may send mail, and has not. */
  public boolean isSignInMissing() {
    return settings().definition().auth() == ListenerDefinition.AuthMode.REQUIRED
        && client.user() == null;
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
    Optional<ListenerLimits.Rate> over =
        listener.rates().message(source(wanted), wanted.declaredSize());
    over.ifPresent(rate -> reply(overRate(rate)));
    return over.isEmpty();
  }

  private Reply overRate(ListenerLimits.Rate rate) {
    listener.counters().rateLimited();
    return Replies.over(rate);
  }

  private Source source(MailTransaction of) {
    return new Source(client.remote().getAddress(), client.user(), of.sender().domain());
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

  /** Has the application check who the client is; a fault counts as unavailable. */
  public void signIn(Credentials credentials, Consumer<SignInAnswer> then) {
    ask(
        listener.application().signIn(info(), credentials, () -> open),
        (answer, fault) -> then.accept(answer == null ? new SignInAnswer.Unavailable() : answer));
  }

  /** The client has signed in. */
  public void signedIn(String user) {
    client.signedIn(user);
    listener.counters().signIn(true);
  }

  /** Replies to a sign-in that has failed, but not at once; too many end the session. */
  public void signInFailed(Reply reply) {
    listener.counters().signIn(false);
    pause();
    var unused =
        connection
            .loop()
            .schedule(
                () ->
                    answered(
                        reply,
                        null,
                        (told, fault) -> {
                          reply(told);
                          endIfGoneTooFar();
                        }),
                guard.authFailure().toNanos(),
                TimeUnit.NANOSECONDS);
  }

  /** Adds a recipient for the application to decide about; the reply follows then. */
  public void propose(Recipient recipient) {
    listener
        .rates()
        .recipient(source(transaction))
        .ifPresentOrElse(rate -> group.refuse(overRate(rate), false), () -> group.add(recipient));
  }

  /** Refuses a recipient in its turn among those that the application decides about. */
  public void refuseRecipient(Reply reply, boolean isError) {
    group.refuse(reply, isError);
  }

  private void countError() {
    guard.error();
    listener.counters().error();
  }

  /** Whether input has come behind the command that is being obeyed. */
  public boolean hasMoreInput() {
    return commands.hasMore();
  }

  /** The way in for message data. */
  public MessageIntake intake() {
    return intake;
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

  Activity activity() {
    return activity;
  }

  /** Greets the client, at once or after a delay, in which it must not speak. */
  void begin() {
    Duration delay = settings().limits().time().greetingDelay();
    if (endIfClosing()) {
      return;
    }
    if (delay.isZero() || client.isTrusted()) {
      greet();
    } else {
      var unused =
          connection
              .loop()
              .schedule(
                  () -> {
                    greet();
                    connection.proceed();
                  },
                  delay.toNanos(),
                  TimeUnit.NANOSECONDS);
    }
  }

  private void greet() {
    if (!ended) {
      input = commands;
      activity.greeted();
      String protocol = settings().role() == ListenerRole.LMTP ? " LMTP" : " ESMTP";
      reply(Reply.of(220, settings().hostname() + protocol + " Waypost"));
    }
  }

  void refuseEarlyTalker() {
    listener.counters().earlyTalker();
    end(Replies.EARLY_TALKER);
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

  /** Whether the line need not wait until the recipients before it are decided. */
  boolean mayObeyNow(CommandLine line) {
    if (group.isEmpty()) {
      return true;
    }
    if (group.isFull() || guard.isAtLastCommand()) {
      return false;
    }
    int possible = transaction.recipientCount() + group.candidates().size();
    return dialect().command(line.verb(), this).filter(SmtpCommand::joinsRecipients).isPresent()
        && (possible < settings().maxRecipients() || group.candidates().isEmpty());
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

  /**
   * Has the application decide about the recipients collected so far.
   *
   * @return false when there are none
   */
  boolean decideRecipients() {
    if (group.isEmpty()) {
      return false;
    }
    RecipientGroup asked = group;
    group = new RecipientGroup();
    if (asked.candidates().isEmpty()) {
      replyTo(asked, List.of());
    } else {
      ask(
          listener
              .application()
              .recipients(transaction.envelope(info()), asked.candidates(), () -> open),
          (verdicts, fault) -> replyTo(asked, checked(verdicts, fault, asked)));
    }
    return true;
  }

  /** Hands a message over; the session is paused until the verdict is there. */
  void submit(ReceivedContent content) {
    long size = content.size();
    CompletionStage<Verdict> verdict;
    try {
      verdict = listener.application().accept(transaction.envelope(info()), content, () -> open);
    } catch (RuntimeException e) {
      content.close();
      throw e;
    }
    ask(
        verdict.whenComplete((value, fault) -> content.close()),
        (value, fault) -> concludeMessage(value == null ? Replies.FAULT : value.reply(), size));
  }

  /** Replies to the end of message data, with which the transaction ends (RFC 5321 4.1.1.4). */
  void concludeMessage(Reply reply, long size) {
    listener.counters().message(reply.isPositive(), size);
    listener.rates().octets(source(transaction), size);
    if (reply.isPositive()) {
      guard.message();
      seen.messageAccepted();
    }
    takeCommands();
    // RFC 2033 4.2: LMTP has one reply for each recipient.
    int replies = settings().role() == ListenerRole.LMTP ? transaction.recipientCount() : 1;
    transaction = null;
    for (int i = 0; i < replies; i++) {
      reply(reply);
    }
  }

  private void replyTo(RecipientGroup decided, List<Verdict> verdicts) {
    for (RecipientGroup.Answer answer : decided.decide(verdicts, transaction)) {
      reply(answer.reply());
      if (answer.isError()) {
        countError();
      }
      if (!answer.reply().isPositive()) {
        guard.recipientRefused();
        listener.counters().recipientRefused();
      }
      // What stands behind is not answered, as if it had come later.
      if (endIfGoneTooFar()) {
        return;
      }
    }
  }

  private List<Verdict> checked(List<Verdict> verdicts, Throwable fault, RecipientGroup asked) {
    int expected = asked.candidates().size();
    if (fault == null && verdicts != null && verdicts.size() == expected) {
      return verdicts;
    }
    if (fault == null) {
      LOG.log(Level.WARNING, "Session {0}: not one verdict for each recipient", id);
    }
    return Collections.nCopies(expected, new Verdict(Replies.FAULT));
  }

  private <T> void ask(CompletionStage<T> question, BiConsumer<T, Throwable> answer) {
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

  private <T> void answered(T value, Throwable fault, BiConsumer<T, Throwable> answer) {
    if (!ended) {
      paused = false;
      answer.accept(value, fault);
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

  private boolean endIfGoneTooFar() {
    guard.farewell().ifPresent(this::end);
    return ended;
  }

  private SessionInfo info() {
    return client.info(id, transaction != null && transaction.isUtf8());
  }
}
