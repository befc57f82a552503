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
package org.waypost.extensions;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.waypost.api.extension.Extension;
import org.waypost.api.smtp.MailContent;

/**
 * A configuration at work: its instance, made with the first call, behind a time limit and a
 * bulkhead. Safe for use by any number of threads.
 *
 * @param <T> what it is
 */
public final class Active<T extends Extension> {

  /** How long an instance that did not start is left alone before it is tried again. */
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final Logger LOG = System.getLogger(Active.class.getName());

  private final PluginConfiguration configuration;
  private final Contribution contribution;
  private final Class<T> type;
  private final Supplier<Extension> maker;
  private final ExecutorService threads;
  private final Semaphore places;
  private final CallFigures figures;
  // Guarded by this.
  private T instance;
  private PluginException brokenBy;
  private long brokenSince;

  /**
   * Makes the instance when it is needed.
   *
   * @param contribution null while there is none
   * @param maker makes and starts an instance; throws what is wrong with it
   * @param figures go on where another configuration of this name has ended
   */
  Active(
      PluginConfiguration configuration,
      Contribution contribution,
      Class<T> type,
      Supplier<Extension> maker,
      ExecutorService threads,
      CallFigures figures) {
    this.configuration = configuration;
    this.contribution = contribution;
    this.type = type;
    this.maker = maker;
    this.threads = threads;
    this.places = new Semaphore(configuration.concurrency(), true);
    this.figures = figures;
  }

  /** What was configured. */
  public PluginConfiguration configuration() {
    return configuration;
  }

  /** The name of the configuration. */
  public String name() {
    return configuration.name();
  }

  /** Whether it is for mail that came in by this listener, or way; null for none. */
  public boolean isFor(String listener) {
    List<String> listeners = configuration.listeners();
    return listeners.isEmpty()
        || (listener != null && listeners.contains(listener.toLowerCase(Locale.ROOT)))
        || (listener != null && listeners.contains(listener));
  }

  /** Calls the extension on a thread of its own, and waits for it no longer than configured. */
  public <R> Answer<R> call(Call<T, R> call) {
    figures.calls.increment();
    long start = System.nanoTime();
    long end = start + configuration.timeout().toNanos();
    try {
      if (!places.tryAcquire(configuration.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
        figures.overruns.increment();
        return failed("no place was free among " + configuration.concurrency(), null);
      }
      return call(call, end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("interrupted", null);
    } finally {
      figures.nanos.add(System.nanoTime() - start);
    }
  }

  /** A call that is lent a message; see {@link #call}. */
  @FunctionalInterface
  public interface LendingCall<T, R> {
    /** Makes the call. */
    R of(T extension, MailContent content) throws Exception;
  }

  /** Calls the extension with a message that it cannot read any more when the call has ended. */
  public <R> Answer<R> callWith(MailContent content, LendingCall<T, R> call) {
    LentContent lent = new LentContent(content);
    try {
      return call(extension -> call.of(extension, lent));
    } finally {
      lent.takeBack();
    }
  }

  /** The place that was taken is free again when the call has really ended, however late. */
  private <R> Answer<R> call(Call<T, R> call, long end) throws InterruptedException {
    Future<R> running;
    try {
      running =
          threads.submit(
              () -> {
                try {
                  return callNow(call);
                } finally {
                  places.release();
                }
              });
    } catch (RejectedExecutionException e) {
      places.release();
      figures.overruns.increment();
      return failed("all threads for plug-ins are taken", null);
    }
    try {
      R answer = running.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      return answer == null ? failed("answered null", null) : new Answer.Given<>(answer);
    } catch (TimeoutException e) {
      // Interrupts what runs; what does not listen keeps its place.
      running.cancel(true);
      figures.timeouts.increment();
      return failed("no answer within " + configuration.timeout().toMillis() + " ms", null);
    } catch (InterruptedException e) {
      running.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      return failed(PluginException.sentence(e.getCause()), e.getCause());
    }
  }

  private <R> R callNow(Call<T, R> call) throws Exception {
    T extension = started();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(extension.getClass().getClassLoader());
    try {
      return call.of(extension);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private synchronized T started() {
    if (instance == null) {
      if (brokenBy != null && System.nanoTime() - brokenSince < AGAIN_NANOS) {
        throw brokenBy;
      }
      try {
        instance = type.cast(maker.get());
        brokenBy = null;
      } catch (PluginException e) {
        brokenBy = e;
        brokenSince = System.nanoTime();
        throw e;
      }
    }
    return instance;
  }

  private <R> Answer<R> failed(String error, Throwable cause) {
    figures.failed(Instant.now(), error);
    LOG.log(
        Level.WARNING,
        "Plug-in {0} ({1}) failed, so that its mail is treated by {2}: {3}",
        name(),
        configuration.contribution(),
        configuration.onFailure().word(),
        error);
    if (cause != null) {
      LOG.log(Level.DEBUG, "The fault of plug-in " + name(), cause);
    }
    return new Answer.Failed<>(configuration.onFailure(), error);
  }

  /** The contribution of which an instance is made; empty while there is none. */
  Optional<Contribution> contribution() {
    return Optional.ofNullable(contribution);
  }

  CallFigures figures() {
    return figures;
  }

  /** How many calls run, those included that nobody waits for any more. */
  int running() {
    return configuration.concurrency() - places.availablePermits();
  }

  /** Why no instance could be made at the last try; empty when it could, or was not needed yet. */
  synchronized Optional<String> brokenBy() {
    return Optional.ofNullable(brokenBy).map(PluginException::sentence);
  }

  /** Whether there is an instance. */
  synchronized boolean isStarted() {
    return instance != null;
  }

  /** Tells the instance that it has ended. It must not be called any more. */
  void stop() {
    T ending;
    synchronized (this) {
      ending = instance;
      instance = null;
    }
    if (ending != null) {
      try {
        threads
            .submit(
                () -> {
                  ending.stop();
                  return null;
                })
            .get(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
        LOG.log(Level.WARNING, "Plug-in {0} did not stop in order: {1}", name(), e);
      }
    }
  }
}
