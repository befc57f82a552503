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
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.util.List;
import org.waypost.api.smtp.Credentials;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.MailContent;
import org.waypost.api.smtp.SessionInfo;
import org.waypost.api.smtp.SmtpEndpoint;

/** The methods of the message listener type, and which of them the endpoint wants transacted. */
record EndpointMethods(
    Transacted ready, Transacted signIn, Transacted recipients, Transacted accept) {

  /** A method, and whether the container is to begin a transaction for it. */
  record Transacted(Method method, boolean transacted) {}

  static EndpointMethods of(MessageEndpointFactory factory) throws ResourceException {
    try {
      return new EndpointMethods(
          of(factory, "ready"),
          of(factory, "signIn", SessionInfo.class, Credentials.class),
          of(factory, "recipients", Envelope.class, List.class),
          of(factory, "accept", Envelope.class, MailContent.class));
    } catch (NoSuchMethodException e) {
      throw new ResourceException("The endpoint is no SmtpEndpoint: " + e.getMessage(), e);
    }
  }

  private static Transacted of(MessageEndpointFactory factory, String name, Class<?>... parameters)
      throws NoSuchMethodException {
    Method method = SmtpEndpoint.class.getMethod(name, parameters);
    return new Transacted(method, factory.isDeliveryTransacted(method));
  }
}
