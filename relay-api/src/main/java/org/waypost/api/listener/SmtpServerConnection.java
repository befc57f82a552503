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
package org.waypost.api.listener;

import java.util.List;
import java.util.Optional;

/**
 * What an application may do with the SMTP server: its listeners, sessions and certificates.
 * Callable on any thread, in or out of a transaction, of which it takes no notice.
 */
public interface SmtpServerConnection extends AutoCloseable {

  /**
   * Creates a listener, or changes the one of that name. Sessions that are open go on with what
   * held when they began. A new address is bound before the old one is given up, where they differ.
   *
   * <p>An address that cannot be bound is no exception: the status says FAILED and why, and the
   * server tries again now and then. A listener that was to move goes on where it is, until it can.
   */
  ListenerStatus apply(ListenerDefinition definition);

  /**
   * Removes a listener: its address is free when this returns, its sessions end in order within the
   * grace period of its limits, which is not waited for.
   *
   * @return false when there is none of that name
   */
  boolean remove(String name);

  /**
   * Takes no more connections, and ends every session that has no transaction, the others when
   * theirs has ended; stays until it is resumed. Empty when there is none of that name.
   */
  Optional<ListenerStatus> drain(String name);

  /** Takes no more connections; sessions go on. Empty when there is none of that name. */
  Optional<ListenerStatus> pause(String name);

  /** Takes connections again. Empty when there is none of that name. */
  Optional<ListenerStatus> resume(String name);

  /** All listeners, by name. */
  List<ListenerStatus> listeners();

  /**
   * Open sessions in the order they began.
   *
   * @param listener null for those of all
   * @param after id of the session behind which to begin; null for the first
   * @param limit 1 to 1000
   */
  List<SessionStatus> sessions(String listener, String after, int limit);

  /**
   * Ends a session with 421.
   *
   * @return false when there is none of that id
   */
  boolean endSession(String id);

  /** Memory and sessions, all listeners together. */
  ServerFigures figures();

  /** The certificates as they are in use. */
  List<CertificateStatus> certificates();

  /** Reads the certificates again; those in use stay where the new ones cannot be read. */
  List<CertificateStatus> reloadCertificates();

  @Override
  void close();
}
