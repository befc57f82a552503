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

import jakarta.resource.spi.BootstrapContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Finds out whether the transaction of a delivery was committed.
 *
 * <p>{@code afterDelivery} should throw when it was not, but not every container does: GlassFish
 * and Payara log a failed commit and return. So the transaction is asked itself, by a
 * synchronization. Where the container has no registry, its exceptions have to do.
 */
final class TransactionOutcomes {

  private static final Logger LOG = System.getLogger(TransactionOutcomes.class.getName());

  private final TransactionSynchronizationRegistry registry;

  private TransactionOutcomes(TransactionSynchronizationRegistry registry) {
    this.registry = registry;
  }

  static TransactionOutcomes of(BootstrapContext container) {
    try {
      return new TransactionOutcomes(container.getTransactionSynchronizationRegistry());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "No transaction registry; commits are known by exceptions only", e);
      return new TransactionOutcomes(null);
    }
  }

  /** Watches the transaction of this thread. */
  Outcome watch() {
    if (registry == null || registry.getTransactionKey() == null) {
      return new Outcome(Status.STATUS_COMMITTED);
    }
    Outcome outcome = new Outcome(Status.STATUS_UNKNOWN);
    registry.registerInterposedSynchronization(outcome);
    return outcome;
  }

  /** How one transaction ended. */
  static final class Outcome implements Synchronization {

    private volatile int status;

    Outcome(int status) {
      this.status = status;
    }

    boolean isCommitted() {
      return status == Status.STATUS_COMMITTED;
    }

    @Override
    public void beforeCompletion() {
      // Only the end matters.
    }

    @Override
    public void afterCompletion(int end) {
      status = end;
    }
  }
}
