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

import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.resource.spi.work.WorkRejectedException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Queue;
import java.util.Timer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.MailContent;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.api.smtp.SignInAnswer;
import org.waypost.api.smtp.SmtpEndpoint;

/**
 * As much of a container as the adapter sees: work threads, an endpoint pool, transactions that
 * begin in beforeDelivery and end in afterDelivery. It records what it is asked, in order.
 */
final class FakeContainer
    implements BootstrapContext, WorkManager, MessageEndpointFactory, AutoCloseable {

  final Queue<String> calls = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private static final ThreadLocal<Synchronization> SYNCHRONIZATION = new ThreadLocal<>();
  private final SmtpEndpoint application;
  volatile boolean rejectsWork;
  final AtomicInteger unavailable = new AtomicInteger();
  volatile boolean failsAfterDelivery;
  volatile boolean rollsBackSilently;
  volatile boolean hasRegistry = true;

  FakeContainer(SmtpEndpoint application) {
    this.application = application;
  }

  /** What was asked since the last time. */
  List<String> takeCalls() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
    if (unavailable.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new UnavailableException("scripted");
    }
    calls.add("createEndpoint");
    return new Endpoint();
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource resource, long timeout)
      throws UnavailableException {
    return createEndpoint(resource);
  }

  @Override
  public boolean isDeliveryTransacted(Method method) {
    return method.getName().equals("accept");
  }

  @Override
  public void scheduleWork(Work work) throws WorkException {
    if (rejectsWork) {
      throw new WorkRejectedException("scripted");
    }
    threads.execute(work);
  }

  @Override
  public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
    if (!hasRegistry) {
      return null;
    }
    return (TransactionSynchronizationRegistry)
        Proxy.newProxyInstance(
            FakeContainer.class.getClassLoader(),
            new Class<?>[] {TransactionSynchronizationRegistry.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getTransactionKey" -> Thread.currentThread();
                  case "registerInterposedSynchronization" -> {
                    SYNCHRONIZATION.set((Synchronization) arguments[0]);
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private final class Endpoint implements MessageEndpoint, SmtpEndpoint {

    private boolean failed;

    @Override
    public void beforeDelivery(Method method) {
      failed = false;
      calls.add("beforeDelivery " + method.getName());
    }

    @Override
    public void afterDelivery() throws ResourceException {
      calls.add("afterDelivery");
      boolean committed = !failed && !rollsBackSilently && !failsAfterDelivery;
      if (SYNCHRONIZATION.get() != null) {
        SYNCHRONIZATION
            .get()
            .afterCompletion(committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK);
        SYNCHRONIZATION.remove();
      }
      if (failsAfterDelivery) {
        throw new UnavailableException("scripted: commit failed");
      }
    }

    @Override
    public void release() {
      calls.add("release");
    }

    @Override
    public boolean ready() {
      return application.ready();
    }

    @Override
    public SignInAnswer signIn(SessionInfo session, Credentials credentials) {
      return new SignInAnswer.Refused();
    }

    @Override
    public List<Verdict> recipients(Envelope envelope, List<Recipient> candidates) {
      calls.add("recipients");
      return application.recipients(envelope, candidates);
    }

    @Override
    public Verdict accept(Envelope envelope, MailContent content) {
      calls.add("accept");
      failed = true;
      Verdict verdict = application.accept(envelope, content);
      failed = false;
      return verdict;
    }
  }

  @Override
  public WorkManager getWorkManager() {
    return this;
  }

  @Override
  public XATerminator getXATerminator() {
    return null;
  }

  @Override
  public Timer createTimer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isContextSupported(Class<? extends WorkContext> context) {
    return false;
  }

  @Override
  public void doWork(Work work) {
    throw new UnsupportedOperationException("blocks the caller");
  }

  @Override
  public void doWork(Work work, long timeout, ExecutionContext context, WorkListener listener) {
    throw new UnsupportedOperationException("blocks the caller");
  }

  @Override
  public long startWork(Work work) {
    throw new UnsupportedOperationException("blocks the caller");
  }

  @Override
  public long startWork(Work work, long timeout, ExecutionContext context, WorkListener listener) {
    throw new UnsupportedOperationException("blocks the caller");
  }

  @Override
  public void scheduleWork(Work work, long timeout, ExecutionContext context, WorkListener listener)
      throws WorkException {
    scheduleWork(work);
  }

  @Override
  public String getActivationName() {
    return "fake";
  }

  @Override
  public Class<?> getEndpointClass() {
    return application.getClass();
  }
}
