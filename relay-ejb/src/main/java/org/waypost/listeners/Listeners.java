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
package org.waypost.listeners;

import java.util.List;
import java.util.Optional;
import org.waypost.api.listener.CertificateStatus;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.listener.ServerFigures;
import org.waypost.api.listener.SessionStatus;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;

/**
 * Manages listeners, those of every node, and looks at the sessions and certificates of this one.
 * Callable on any thread, without a transaction. A change is in effect here when its method
 * returns, and on other nodes within 2 seconds.
 */
public interface Listeners {

  /** The listeners, by name. */
  Page<Listener> list(PageRequest page);

  /** One of them. */
  Optional<Listener> find(String name);

  /** Makes a listener; empty when there is one of that name. */
  Optional<Listener> create(ListenerDefinition definition);

  /** Changes a listener, or makes it. */
  Listener replace(ListenerDefinition definition);

  /** Deletes a listener; false when there is none of that name. */
  boolean delete(String name);

  /** Takes no more connections; sessions go on. Empty when there is none of that name. */
  Optional<Listener> pause(String name);

  /** Takes connections again. Empty when there is none of that name. */
  Optional<Listener> resume(String name);

  /**
   * Takes no more connections, and ends sessions as soon as they have no transaction. Empty when
   * there is none of that name.
   */
  Optional<Listener> drain(String name);

  /** What the listeners of this node do. */
  List<ListenerStatus> statuses();

  /** Memory and sessions of this node. */
  ServerFigures figures();

  /**
   * Open sessions of this node in the order they began.
   *
   * @param listener null for those of all
   * @param after id of the session behind which to begin; null for the first
   * @param limit 1 to 1000
   */
  List<SessionStatus> sessions(String listener, String after, int limit);

  /** Ends a session of this node with 421; false when there is none of that id. */
  boolean endSession(String id);

  /** The certificates of this node as they are in use. */
  List<CertificateStatus> certificates();

  /** Reads the certificates of this node again. */
  List<CertificateStatus> reloadCertificates();
}
