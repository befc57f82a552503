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
package org.waypost.test.jms;

import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.XAConnection;
import jakarta.jms.XASession;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.h2.jdbcx.JdbcDataSource;
import org.waypost.api.jms.DraftSubmission;
import org.waypost.api.jms.JmsNames;

/**
 * A database and a remote broker in one distributed transaction, as a transaction manager of an
 * application server drives them: both are prepared, and then both committed or both rolled back.
 */
final class TwoResources {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final JdbcDataSource database;
  private final XAConnection broker;

  TwoResources(JdbcDataSource database, XAConnection broker) {
    this.database = database;
    this.broker = broker;
  }

  private record Branch(int number, byte resource) implements Xid {
    @Override
    public int getFormatId() {
      return 4711;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return ByteBuffer.allocate(4).putInt(number).array();
    }

    @Override
    public byte[] getBranchQualifier() {
      return new byte[] {resource};
    }
  }

  /** Writes a row and sends a submission, and commits or rolls back both. */
  void order(String id, boolean commit) throws Exception {
    int number = NUMBER.incrementAndGet();
    var row = database.getXAConnection();
    try (XASession session = broker.createXASession()) {
      Branch first = new Branch(number, (byte) 1);
      Branch second = new Branch(number, (byte) 2);
      XAResource rows = row.getXAResource();
      XAResource mails = session.getXAResource();
      rows.start(first, XAResource.TMNOFLAGS);
      mails.start(second, XAResource.TMNOFLAGS);
      insert(row.getConnection(), id);
      send(session.getSession(), id);
      rows.end(first, XAResource.TMSUCCESS);
      mails.end(second, XAResource.TMSUCCESS);
      end(commit, rows, first, mails, second);
    } finally {
      row.close();
    }
  }

  private static void end(boolean commit, XAResource rows, Xid first, XAResource mails, Xid second)
      throws XAException {
    for (int vote : List.of(rows.prepare(first), mails.prepare(second))) {
      if (vote != XAResource.XA_OK) {
        throw new XAException("A branch with nothing to commit: " + vote);
      }
    }
    if (commit) {
      rows.commit(first, false);
      mails.commit(second, false);
    } else {
      rows.rollback(first);
      mails.rollback(second);
    }
  }

  private static void insert(Connection connection, String id) throws Exception {
    try (PreparedStatement insert = connection.prepareStatement("insert into orders values (?)")) {
      insert.setString(1, id);
      insert.executeUpdate();
    }
  }

  private static void send(Session session, String id) throws Exception {
    try (MessageProducer producer = session.createProducer(session.createQueue(JmsNames.SUBMIT))) {
      producer.send(
          DraftSubmission.from(id + "@shop.test").to("b@to.test").text("x").create(session));
    } catch (JMSException e) {
      throw new AssertionError("The submission is not taken", e);
    }
  }
}
