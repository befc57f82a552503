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

import jakarta.resource.spi.work.Work;
import java.util.concurrent.TimeUnit;

/** Serves the calls of a dispatcher, one after the other, while there are any. */
final class CallWork implements Work {

  private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

  private final CallDispatcher dispatcher;
  private volatile boolean released;

  CallWork(CallDispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @Override
  public void run() {
    try (EndpointDelivery delivery = dispatcher.newDelivery()) {
      while (!released) {
        EndpointCall<?> call = dispatcher.next();
        if (call == null) {
          return;
        }
        serve(call, delivery);
      }
    } finally {
      dispatcher.workEnded();
    }
  }

  private void serve(EndpointCall<?> call, EndpointDelivery delivery) {
    long pause = FIRST_PAUSE;
    while (!call.tryCall(delivery)) {
      if (released || !dispatcher.pause(pause)) {
        call.refuse();
        return;
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  }

  @Override
  public void release() {
    released = true;
  }
}
