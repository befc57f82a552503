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

import java.util.logging.LogManager;

/**
 * A log manager that still writes while the process ends. The default one closes its files first
 * thing, at the same time as the server stops, so that a stop that went wrong would leave no trace.
 */
public final class LastingLogManager extends LogManager {

  @Override
  public void reset() {
    // The virtual machine's own shutdown hook, and nobody else, is a subclass of Thread in there.
    if (!Thread.currentThread().getClass().getName().startsWith(LogManager.class.getName())) {
      super.reset();
    }
  }
}
