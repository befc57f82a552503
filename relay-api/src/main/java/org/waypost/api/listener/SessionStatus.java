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

import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * An open session, at one moment.
 *
 * @param id unique in the life of the process
 * @param listener its name
 * @param remote the client
 * @param since when it connected
 * @param helo what it called itself, or null
 * @param tls "version cipher", or null
 * @param user who signed in, or null
 * @param state CONNECTED, GREETED, MAIL, RCPT, DATA, WAITING or ENDING
 * @param messages accepted in it
 * @param octetsIn received, as they came over the network, TLS taken off
 * @param octetsOut sent, likewise
 * @param idleMillis since the client was last heard of
 */
public record SessionStatus(
    String id,
    String listener,
    InetSocketAddress remote,
    Instant since,
    String helo,
    String tls,
    String user,
    String state,
    long messages,
    long octetsIn,
    long octetsOut,
    long idleMillis) {}
