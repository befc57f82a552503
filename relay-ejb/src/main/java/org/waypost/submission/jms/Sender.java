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
package org.waypost.submission.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.waypost.api.broker.ClientSignIns;

/** Tells who sent a message. */
final class Sender {

  private Sender() {}

  /** The user whom the broker has signed in; null for an application in this server. */
  static String of(Message message) throws JMSException {
    String user = message.getStringProperty("JMSXUserID");
    return ClientSignIns.WITHIN.equals(user) ? null : user;
  }
}
