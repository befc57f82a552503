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
package org.waypost.launcher;

import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Remembers the first error that the server logs with an exception, whose innermost cause is what
 * the person at the console needs; the server itself only says that a deployment failed.
 */
final class FirstProblem extends Handler {

  private final AtomicReference<Throwable> first = new AtomicReference<>();

  private FirstProblem() {}

  static FirstProblem watch() {
    FirstProblem problem = new FirstProblem();
    problem.setLevel(Level.WARNING);
    Logger.getLogger("").addHandler(problem);
    return problem;
  }

  @Override
  public void publish(LogRecord event) {
    if (event.getThrown() != null && isLoggable(event)) {
      first.compareAndSet(null, event.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** The innermost cause, in one line. */
  @Override
  public String toString() {
    Throwable cause = first.get();
    if (cause == null) {
      return "the server does not say why";
    }
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
