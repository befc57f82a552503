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
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.function.Function;
import org.waypost.api.smtp.SmtpEndpoint;

/**
 * Calls an endpoint in the order of Jakarta Connectors 13.5: create, before, call, after always,
 * release always. One endpoint serves several calls, one after the other on one thread, until one
 * of them fails or {@link #close()}.
 */
final class EndpointDelivery implements AutoCloseable {

  /**
   * What a call gave.
   *
   * @param committed whether its transaction was committed; true for a call without one
   */
  record Delivered<T>(T value, boolean committed) {}

  private final MessageEndpointFactory factory;
  private final EndpointMethods methods;
  private final TransactionOutcomes outcomes;
  private MessageEndpoint endpoint;

  EndpointDelivery(
      MessageEndpointFactory factory, EndpointMethods methods, TransactionOutcomes outcomes) {
    this.factory = factory;
    this.methods = methods;
    this.outcomes = outcomes;
  }

  EndpointMethods methods() {
    return methods;
  }

  /**
   * Makes a call.
   *
   * @throws UnavailableException when there is no endpoint right now; nothing was called
   * @throws ResourceException when the container failed before or after the call
   * @throws RuntimeException what the endpoint threw
   */
  <T> Delivered<T> call(EndpointMethods.Transacted method, Function<SmtpEndpoint, T> question)
      throws ResourceException {
    if (endpoint == null) {
      endpoint = factory.createEndpoint(null);
    }
    boolean done = false;
    try {
      Delivered<T> delivered =
          method.transacted()
              ? callTransacted(method, question)
              : new Delivered<>(question.apply((SmtpEndpoint) endpoint), true);
      done = true;
      return delivered;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private <T> Delivered<T> callTransacted(
      EndpointMethods.Transacted method, Function<SmtpEndpoint, T> question)
      throws ResourceException {
    try {
      endpoint.beforeDelivery(method.method());
    } catch (NoSuchMethodException e) {
      throw new ResourceException("The endpoint has no method " + method.method(), e);
    }
    TransactionOutcomes.Outcome outcome;
    T value;
    try {
      outcome = outcomes.watch();
      value = question.apply((SmtpEndpoint) endpoint);
    } catch (RuntimeException | Error fault) {
      try {
        endpoint.afterDelivery();
      } catch (ResourceException | RuntimeException e) {
        fault.addSuppressed(e);
      }
      throw fault;
    }
    try {
      endpoint.afterDelivery();
    } catch (UnavailableException e) {
      // The message may have been taken: this is not the kind of trouble to try again after.
      throw new ResourceException("The delivery did not end well", e);
    }
    return new Delivered<>(value, outcome.isCommitted());
  }

  /** Gives the endpoint back, if one is held. */
  @Override
  public void close() {
    if (endpoint != null) {
      MessageEndpoint last = endpoint;
      endpoint = null;
      last.release();
    }
  }
}
