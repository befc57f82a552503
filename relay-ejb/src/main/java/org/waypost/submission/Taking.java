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

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** The transaction in which a submission is taken. */
public interface Taking {

  /**
   * Runs work in the transaction, and returns what it returned: after the commit, where the
   * transaction is the work's own.
   */
  <T> T run(Callable<T> work) throws Exception;

  /** Is told once the transaction has ended: whether it was committed. */
  void whenEnded(Consumer<Boolean> committed);
}
