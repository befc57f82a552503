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
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.waypost.smtp.BindFailedException;
import org.waypost.smtp.SmtpListener;
import org.waypost.smtp.Transport;
import org.waypost.smtp.command.StandardDialect;
import org.waypost.smtp.content.ContentStore;
import org.waypost.smtp.content.MemoryBudget;
import org.waypost.smtp.content.SpoolFolder;
import org.waypost.smtp.session.ListenerContext;

/** A listener with the endpoint it serves, from activation to deactivation. */
final class Activation implements AutoCloseable {

  private static final long SWEEP_MILLIS = 500;

  private final SmtpListener listener;
  private final CallDispatcher dispatcher;
  private final ReadinessGate gate;

  private Activation(SmtpListener listener, CallDispatcher dispatcher, ReadinessGate gate) {
    this.listener = listener;
    this.dispatcher = dispatcher;
    this.gate = gate;
  }

  /**
   * Binds, and begins to ask the endpoint whether it is ready.
   *
   * @throws ResourceException when the spool folder or the address cannot be used; nothing is left
   *     behind then
   */
  static Activation start(
      ListenerPlan plan, MessageEndpointFactory factory, BootstrapContext container)
      throws ResourceException {
    String name = plan.settings().name();
    SpoolFolder folder = new SpoolFolder(plan.spoolFolder(), name);
    try {
      folder.prepare();
    } catch (IOException e) {
      throw new ResourceException("Spool folder " + plan.spoolFolder() + " is not usable: " + e, e);
    }
    EndpointMethods methods = EndpointMethods.of(factory);
    TransactionOutcomes outcomes = TransactionOutcomes.of(container);
    CallDispatcher dispatcher =
        new CallDispatcher(
            container.getWorkManager(),
            plan.maxCalls(),
            () -> new EndpointDelivery(factory, methods, outcomes));
    Transport transport = new Transport(name);
    ContentStore store =
        new ContentStore(
            new MemoryBudget(plan.maxMemory()), folder, transport.disk(), plan.spoolThreshold());
    ListenerContext context =
        new ListenerContext(
            plan.settings(),
            StandardDialect.create(),
            new EndpointCalls(dispatcher, plan.callPatience()),
            store);
    SmtpListener listener;
    try {
      listener = SmtpListener.bind(plan.address(), context, transport);
    } catch (BindFailedException e) {
      transport.close();
      throw new ResourceException(e.getMessage(), e);
    }
    var unused =
        transport
            .loops()
            .scheduleWithFixedDelay(
                dispatcher::refuseOverdue, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    ReadinessGate gate = new ReadinessGate(name, dispatcher, transport.loops(), listener::open);
    gate.ask();
    return new Activation(listener, dispatcher, gate);
  }

  SocketAddress address() {
    return listener.address();
  }

  @Override
  public void close() {
    gate.close();
    dispatcher.stopRetrying();
    listener.close();
    dispatcher.close();
  }
}
