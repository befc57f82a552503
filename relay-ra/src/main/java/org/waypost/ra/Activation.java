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

import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.smtp.SmtpServer;

/** The endpoint that the SMTP server serves, from activation to deactivation. */
final class Activation implements AutoCloseable {

  private static final long SWEEP_MILLIS = 500;

  private final SmtpServer server;
  private final CallDispatcher dispatcher;
  private final ReadinessGate gate;
  private final Future<?> sweep;

  private Activation(
      SmtpServer server, CallDispatcher dispatcher, ReadinessGate gate, Future<?> sweep) {
    this.server = server;
    this.dispatcher = dispatcher;
    this.gate = gate;
    this.sweep = sweep;
  }

  /**
   * Has the server serve the endpoint, and begins to ask the endpoint whether it is ready.
   *
   * @throws ResourceException when the spool folder cannot be used, or the server serves another
   *     endpoint
   */
  static Activation start(
      EndpointPlan plan,
      SmtpServer server,
      MessageEndpointFactory factory,
      BootstrapContext container)
      throws ResourceException {
    EndpointMethods methods = EndpointMethods.of(factory);
    TransactionOutcomes outcomes = TransactionOutcomes.of(container);
    CallDispatcher dispatcher =
        new CallDispatcher(
            container.getWorkManager(),
            plan.maxCalls(),
            () -> new EndpointDelivery(factory, methods, outcomes));
    try {
      server.serve(
          new EndpointCalls(dispatcher, ListenerLimits.DEFAULT.time().call()), plan.storage());
    } catch (IOException e) {
      throw new ResourceException(
          "Spool folder " + plan.storage().folder() + " is not usable: " + e, e);
    } catch (IllegalStateException e) {
      throw new ResourceException(e.getMessage(), e);
    }
    plan.listener().ifPresent(one -> server.apply(one.definition(), one.address()));
    Future<?> sweep =
        server
            .timer()
            .scheduleWithFixedDelay(
                dispatcher::refuseOverdue, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    ReadinessGate gate = new ReadinessGate(dispatcher, server.timer(), server::open);
    gate.ask();
    return new Activation(server, dispatcher, gate, sweep);
  }

  @Override
  public void close() {
    gate.close();
    dispatcher.stopRetrying();
    server.withdraw();
    sweep.cancel(false);
    dispatcher.close();
  }
}
