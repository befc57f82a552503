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
package org.waypost.node;

import jakarta.jms.ConnectionFactory;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.waypost.api.listener.SmtpServerConnectionFactory;
import org.waypost.queue.OutboundQueue;
import org.waypost.submission.RelaySubmissions;

/**
 * What the application server lends to a node.
 *
 * @param connections to the broker
 * @param streamProperty see {@link OutboundQueue}
 * @param smtpServer runs the listeners
 * @param transactions of the container
 * @param threads managed by the server
 * @param timer runs the periodic tasks
 */
record Server(
    ConnectionFactory connections,
    Optional<String> streamProperty,
    SmtpServerConnectionFactory smtpServer,
    RelaySubmissions.InTransaction transactions,
    ThreadFactory threads,
    ScheduledExecutorService timer) {}
