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

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.ToLongFunction;
import org.waypost.api.listener.ListenerFigures;
import org.waypost.api.listener.ListenerStatus;
import org.waypost.api.listener.ServerFigures;

/** The figures of the listeners of this node, for Prometheus; each has the label listener. */
public final class ListenerMetrics {

  private static final String LABEL = "listener";

  private final Listeners listeners;
  private final PrometheusRegistry registry;

  private ListenerMetrics(Listeners listeners, PrometheusRegistry registry) {
    this.listeners = listeners;
    this.registry = registry;
  }

  /** Asked anew at every scrape. */
  public static void register(Listeners listeners, PrometheusRegistry registry) {
    new ListenerMetrics(listeners, registry).register();
  }

  private void register() {
    GaugeWithCallback.builder()
        .name("waypost_listener_up")
        .help("1 while the listener takes connections")
        .labelNames(LABEL)
        .callback(
            callback ->
                listeners
                    .statuses()
                    .forEach(
                        status ->
                            callback.call(
                                status.state() == ListenerStatus.State.LISTENING ? 1 : 0,
                                status.definition().name())))
        .register(registry);
    GaugeWithCallback.builder()
        .name("waypost_listener_connections_now")
        .help("Connections open")
        .labelNames(LABEL)
        .callback(callback -> each(ListenerFigures::connectionsNow, callback::call))
        .register(registry);
    counter("connections", "Connections accepted", ListenerFigures::connections);
    counter(
        "connections_refused",
        "Connections refused, over a limit or from a network that is not allowed",
        ListenerFigures::connectionsRefused);
    counter(
        "early_talkers", "Clients that spoke before the greeting", ListenerFigures::earlyTalkers);
    counter("tls_handshakes", "TLS handshakes that succeeded", ListenerFigures::tlsHandshakes);
    counter("tls_failures", "TLS handshakes that failed", ListenerFigures::tlsFailures);
    counter("sign_ins", "Sign-ins that succeeded", ListenerFigures::signIns);
    counter("sign_in_failures", "Sign-ins that did not", ListenerFigures::signInFailures);
    counter("commands", "Commands obeyed or refused", ListenerFigures::commands);
    counter("errors", "Breaches of the protocol", ListenerFigures::errors);
    counter(
        "recipients_refused",
        "Recipients answered with 4xx or 5xx",
        ListenerFigures::recipientsRefused);
    counter("messages_accepted", "Messages answered with 250", ListenerFigures::messagesAccepted);
    counter(
        "messages_refused",
        "Messages answered with 4xx or 5xx at the end of their data",
        ListenerFigures::messagesRefused);
    counter("octets", "Octets of the content of messages", ListenerFigures::octets);
    counter("rate_limited", "Commands refused by a rate", ListenerFigures::rateLimited);
    counter("timeouts", "Sessions ended for their silence or slowness", ListenerFigures::timeouts);
    counter(
        "memory_waits",
        "Times that message data has waited for memory",
        ListenerFigures::memoryWaits);
    shared("memory_bytes", "Memory that messages being received take", ServerFigures::memoryUsed);
    shared(
        "memory_limit_bytes",
        "Memory that messages being received may take",
        ServerFigures::memoryLimit);
    shared("sessions", "SMTP sessions open", ServerFigures::sessions);
  }

  private void counter(String name, String help, ToLongFunction<ListenerFigures> figure) {
    CounterWithCallback.builder()
        .name("waypost_listener_" + name)
        .help(help)
        .labelNames(LABEL)
        .callback(callback -> each(figure, callback::call))
        .register(registry);
  }

  private void shared(String name, String help, ToLongFunction<ServerFigures> figure) {
    GaugeWithCallback.builder()
        .name("waypost_smtp_" + name)
        .help(help)
        .callback(callback -> callback.call((double) figure.applyAsLong(listeners.figures())))
        .register(registry);
  }

  /** Takes a value and its label. */
  private interface Report {
    void call(double value, String label);
  }

  private void each(ToLongFunction<ListenerFigures> figure, Report report) {
    for (ListenerStatus status : listeners.statuses()) {
      report.call((double) figure.applyAsLong(status.figures()), status.definition().name());
    }
  }
}
