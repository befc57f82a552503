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
