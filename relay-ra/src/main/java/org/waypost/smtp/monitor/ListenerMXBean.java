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
package org.waypost.smtp.monitor;

/**
 * A listener as a managed object: {@code org.waypost:type=Listener,name=…}. Its figures count since
 * the node started.
 */
public interface ListenerMXBean {

  /** What it is called. */
  String getName();

  /** RELAY, SUBMISSION, SUBMISSIONS or LMTP. */
  String getRole();

  /** STARTING, LISTENING, PAUSED, DRAINING or FAILED. */
  String getState();

  /** What it is bound to, or would be, such as {@code 127.0.0.1:2525}. */
  String getAddress();

  /** Why it does not listen where it was told to; empty without a problem. */
  String getProblem();

  /** Connections accepted, refused ones not among them. */
  long getConnections();

  /** Connections open. */
  long getConnectionsNow();

  /** Connections refused, over a limit or from a network that is not allowed. */
  long getConnectionsRefused();

  /** Clients that spoke before the greeting. */
  long getEarlyTalkers();

  /** TLS handshakes that succeeded. */
  long getTlsHandshakes();

  /** TLS handshakes that failed. */
  long getTlsFailures();

  /** Sign-ins that succeeded. */
  long getSignIns();

  /** Sign-ins that did not. */
  long getSignInFailures();

  /** Commands obeyed or refused. */
  long getCommands();

  /** Breaches of the protocol. */
  long getErrors();

  /** Recipients answered with 4xx or 5xx. */
  long getRecipientsRefused();

  /** Messages answered with 250. */
  long getMessagesAccepted();

  /** Messages answered with 4xx or 5xx at the end of their data. */
  long getMessagesRefused();

  /** Octets of the content of messages, refused ones among them. */
  long getOctets();

  /** Commands refused by a rate. */
  long getRateLimited();

  /** Sessions ended for their silence or slowness. */
  long getTimeouts();

  /** Times that message data has waited for memory. */
  long getMemoryWaits();

  /** Takes no more connections; sessions go on. */
  void pause();

  /** Takes connections again. */
  void resume();

  /** Takes no more connections, and ends sessions as soon as they have no transaction. */
  void drain();
}
