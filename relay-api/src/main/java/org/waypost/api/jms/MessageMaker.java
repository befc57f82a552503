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
package org.waypost.api.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;

/** What makes messages: a session or a context. */
interface MessageMaker {

  BytesMessage bytes() throws JMSException;

  TextMessage text(String body) throws JMSException;

  static MessageMaker of(Session session) {
    return new OfSession(session);
  }

  static MessageMaker of(JMSContext context) {
    return new OfContext(context);
  }

  /** The classic API. */
  record OfSession(Session session) implements MessageMaker {
    @Override
    public BytesMessage bytes() throws JMSException {
      return session.createBytesMessage();
    }

    @Override
    public TextMessage text(String body) throws JMSException {
      return session.createTextMessage(body);
    }
  }

  /** The simplified API. */
  record OfContext(JMSContext context) implements MessageMaker {
    @Override
    public BytesMessage bytes() {
      return context.createBytesMessage();
    }

    @Override
    public TextMessage text(String body) {
      return context.createTextMessage(body);
    }
  }
}
