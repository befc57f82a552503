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
import jakarta.resource.spi.UnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * A call of the endpoint that waits for its turn. Its answer always comes: what the endpoint said,
 * or what stands for a fault or for too long a wait.
 */
final class EndpointCall<T> {

  /** What to do with an endpoint. */
  @FunctionalInterface
  interface Question<T> {
    T ask(EndpointDelivery delivery) throws ResourceException;
  }

  private static final Logger LOG = System.getLogger(EndpointCall.class.getName());

  private final Question<T> question;
  private final T whenBusy;
  private final T whenFaulty;
  private final BooleanSupplier wanted;
  private final long deadline;
  private final CompletableFuture<T> answer = new CompletableFuture<>();

  EndpointCall(
      Question<T> question, T whenBusy, T whenFaulty, Duration patience, BooleanSupplier wanted) {
    this.question = question;
    this.whenBusy = whenBusy;
    this.whenFaulty = whenFaulty;
    this.wanted = wanted;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  CompletionStage<T> answer() {
    return answer;
  }

  boolean isOverdue() {
    return System.nanoTime() - deadline >= 0;
  }

  void refuse() {
    answer.complete(whenBusy);
  }

  /**
   * Makes the call, unless nobody wants it any more.
   *
   * @return false when there was no endpoint and the call may be tried again
   */
  boolean tryCall(EndpointDelivery delivery) {
    if (!wanted.getAsBoolean()) {
      refuse();
      return true;
    }
    try {
      answer.complete(question.ask(delivery));
      return true;
    } catch (UnavailableException e) {
      if (isOverdue()) {
        LOG.log(Level.DEBUG, "No endpoint in time", e);
        refuse();
        return true;
      }
      return false;
    } catch (ResourceException | RuntimeException | LinkageError e) {
      LOG.log(Level.WARNING, "Call of the SMTP endpoint failed", e);
      answer.complete(whenFaulty);
      return true;
    } catch (Error e) {
      // It ends the work thread, but leaves no client without an answer.
      answer.complete(whenFaulty);
      throw e;
    }
  }
}
