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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * A broker URL in the words of the resource adapter.
 *
 * @param connectorClassNames one class name for each broker, separated by commas
 * @param connectionParameters one {@code key=value;…} list for each broker, separated by commas
 * @param highlyAvailable whether a backup takes over
 * @param user null for none
 * @param password null for none
 */
record ExternalBroker(
    String connectorClassNames,
    String connectionParameters,
    boolean highlyAvailable,
    String user,
    String password) {

  /**
   * Reads {@code tcp://host:port?user=…&password=…} or {@code (tcp://a:1,tcp://b:2)?ha=true}.
   *
   * @throws BrokerException for what is not such a URL; the message never holds the password
   */
  static ExternalBroker parse(String url) throws BrokerException {
    try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url)) {
      TransportConfiguration[] connectors = factory.getStaticConnectors();
      if (connectors == null || connectors.length == 0) {
        throw new BrokerException("WAYPOST_JMS_URL: names no broker; discovery is not supported");
      }
      List<String> names = new ArrayList<>();
      List<String> parameters = new ArrayList<>();
      for (TransportConfiguration connector : connectors) {
        names.add(connector.getFactoryClassName());
        parameters.add(parameters(connector));
      }
      return new ExternalBroker(
          String.join(",", names),
          String.join(",", parameters),
          factory.isHA(),
          factory.getUser(),
          factory.getPassword());
    } catch (RuntimeException e) {
      throw new BrokerException("WAYPOST_JMS_URL: not a broker URL such as tcp://host:61616", e);
    }
  }

  private static String parameters(TransportConfiguration connector) throws BrokerException {
    List<String> pairs = new ArrayList<>();
    for (Map.Entry<String, Object> entry : connector.getParams().entrySet()) {
      String value = String.valueOf(entry.getValue());
      if (entry.getKey().equals("user") || entry.getKey().equals("password")) {
        continue;
      }
      if (value.matches(".*[,;=].*")) {
        throw new BrokerException(
            "WAYPOST_JMS_URL: the value of '" + entry.getKey() + "' has a comma, ';' or '='");
      }
      pairs.add(entry.getKey() + "=" + value);
    }
    return String.join(";", pairs);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "ExternalBroker[" + connectorClassNames + "]";
  }
}
