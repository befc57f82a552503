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
package org.waypost.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** A transaction for one submission alone; used by one thread. */
final class OwnTransaction implements Taking, AutoCloseable {

  private final RelaySubmissions.InTransaction transactions;
  private final List<Consumer<Boolean>> ended = new ArrayList<>();
  private boolean committed;

  OwnTransaction(RelaySubmissions.InTransaction transactions) {
    this.transactions = transactions;
  }

  @Override
  public <T> T run(Callable<T> work) throws Exception {
    T result = transactions.run(work);
    committed = true;
    return result;
  }

  @Override
  public void whenEnded(Consumer<Boolean> told) {
    ended.add(told);
  }

  /** Tells how it ended. */
  @Override
  public void close() {
    ended.forEach(told -> told.accept(committed));
  }
}
