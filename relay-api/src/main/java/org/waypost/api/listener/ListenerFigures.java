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

/**
 * What a listener has counted since the node started.
 *
 * @param connections accepted, refused ones not among them
 * @param connectionsNow open
 * @param connectionsRefused over a limit, or from a network that is not allowed
 * @param earlyTalkers that spoke before the greeting
 * @param tlsHandshakes that succeeded
 * @param tlsFailures handshakes that failed
 * @param signIns that succeeded
 * @param signInFailures that did not
 * @param commands obeyed or refused
 * @param errors breaches of the protocol
 * @param recipientsRefused answered with 4xx or 5xx
 * @param messagesAccepted answered with 250
 * @param messagesRefused answered with 4xx or 5xx at the end of their data
 * @param octets of the content of messages, refused ones among them
 * @param rateLimited commands refused by a rate
 * @param timeouts sessions ended for their silence or slowness
 * @param memoryWaits times that message data has waited for memory
 */
public record ListenerFigures(
    long connections,
    long connectionsNow,
    long connectionsRefused,
    long earlyTalkers,
    long tlsHandshakes,
    long tlsFailures,
    long signIns,
    long signInFailures,
    long commands,
    long errors,
    long recipientsRefused,
    long messagesAccepted,
    long messagesRefused,
    long octets,
    long rateLimited,
    long timeouts,
    long memoryWaits) {

  /** Nothing counted. */
  public static final ListenerFigures NONE =
      new ListenerFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
