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

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import java.io.Serializable;

/** The way from an application to the SMTP server: a connection factory of its adapter. */
public interface SmtpServerConnectionFactory extends Serializable, Referenceable {

  /**
   * Connects to the server of this process; close the connection soon.
   *
   * @throws ResourceException when there is no server
   */
  SmtpServerConnection getConnection() throws ResourceException;
}
