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

import jakarta.resource.ResourceException;
import java.util.function.Function;
import org.waypost.api.listener.SmtpServerConnection;
import org.waypost.api.listener.SmtpServerConnectionFactory;

/** The SMTP server of this node, connected to for one question at a time. */
final class ServerAccess {

  private final SmtpServerConnectionFactory factory;

  ServerAccess(SmtpServerConnectionFactory factory) {
    this.factory = factory;
  }

  /**
   * Asks.
   *
   * @throws IllegalStateException when there is no server
   */
  <T> T ask(Function<SmtpServerConnection, T> question) {
    try (SmtpServerConnection connection = factory.getConnection()) {
      return question.apply(connection);
    } catch (ResourceException e) {
      throw new IllegalStateException("The SMTP server cannot be reached: " + e.getMessage(), e);
    }
  }
}
