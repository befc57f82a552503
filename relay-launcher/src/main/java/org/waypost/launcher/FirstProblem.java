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

  /** The innermost cause, in one line; with more words where an outer exception has them. */
  @Override
  public String toString() {
    String text = first.get() == null ? "the server does not say why" : text(first.get());
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  /**
   * "Cannot listen on 127.0.0.1:25: Address already in use" says more than its cause, which says
   * the end of it; a class name put before the cause's text says nothing more.
   */
  private static String text(Throwable thrown) {
    Throwable cause = thrown.getCause();
    String own = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    if (cause == null || cause == thrown) {
      return own;
    }
    String inner = text(cause);
    return own.endsWith(": " + inner) && !own.endsWith(cause.toString()) ? own : inner;
  }
}
