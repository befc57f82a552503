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
package org.waypost.broker;

import jakarta.jms.JMSException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnection;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * Signs in with the resource adapter's user wherever nobody else is named.
 *
 * <p>Payara and GlassFish hand every managed connection an empty user with an empty password, for a
 * pool that names none; the broker would take that for a sign-in, and refuse it.
 */
final class SignedInConnectionFactory extends ActiveMQConnectionFactory {

  private static final long serialVersionUID = 1L;

  // Held, as its finalizer closes the locator that both share.
  private final transient ActiveMQConnectionFactory made;
  private final String standardUser;
  private final transient String standardPassword;

  /** The same connections as the given factory makes, signed in. */
  SignedInConnectionFactory(ActiveMQConnectionFactory made, String user, String password) {
    super(made.getServerLocator());
    this.made = made;
    setClientID(made.getClientID());
    setDupsOKBatchSize(made.getDupsOKBatchSize());
    setTransactionBatchSize(made.getTransactionBatchSize());
    setCacheDestinations(made.isCacheDestinations());
    setEnable1xPrefixes(made.isEnable1xPrefixes());
    setIgnoreJTA(made.isIgnoreJTA());
    setDeserializationDenyList(made.getDeserializationDenyList());
    setDeserializationAllowList(made.getDeserializationAllowList());
    this.standardUser = user;
    this.standardPassword = password;
  }

  @Override
  public void close() {
    made.close();
  }

  @Override
  protected synchronized ActiveMQConnection createConnectionInternal(
      String user, String password, boolean xa, int type) throws JMSException {
    boolean named = user != null && !user.isEmpty();
    return super.createConnectionInternal(
        named ? user : standardUser, named ? password : standardPassword, xa, type);
  }
}
