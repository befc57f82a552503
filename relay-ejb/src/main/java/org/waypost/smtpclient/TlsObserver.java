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
package org.waypost.smtpclient;

import java.net.InetAddress;
import java.util.Optional;

/** Is told of each new session with a peer. Callable on any thread; returns at once. */
@FunctionalInterface
public interface TlsObserver {

  /** Wants to know nothing. */
  TlsObserver NONE = (hop, address, failure) -> {};

  /**
   * A session came about, or did not for a reason of TLS.
   *
   * @param hop what was tried
   * @param address of the peer
   * @param failure what was wrong with its TLS, whether or not that ended the session; nothing when
   *     it was as the policy wants it
   */
  void session(NextHop hop, InetAddress address, Optional<TlsFailure> failure);
}
