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

import java.util.concurrent.atomic.AtomicBoolean;
import org.waypost.smtp.SmtpServer;

/** The right to use an SMTP server, which runs until the last lease on it is closed. */
final class ServerLease implements AutoCloseable {

  private final SharedServer shared;
  private final AtomicBoolean closed = new AtomicBoolean();

  ServerLease(SharedServer shared) {
    this.shared = shared;
  }

  SmtpServer server() {
    return shared.server();
  }

  /** Gives the lease back; the second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      SharedServer.release(shared);
    }
  }
}
