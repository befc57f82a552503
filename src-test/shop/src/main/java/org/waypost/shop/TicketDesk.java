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
package org.waypost.shop;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.waypost.api.jms.JmsNames;

/**
 * Opens a ticket from each mail that a route of type {@code jms} with {@code "parsed": true} brings
 * to the queue {@code shop.tickets}.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "shop.tickets"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2")
    })
public class TicketDesk implements MessageListener {

  @EJB private Tickets tickets;

  @Override
  public void onMessage(Message message) {
    try (JsonReader reader =
        Json.createReader(new StringReader(message.getStringProperty("waypost_parsed")))) {
      JsonObject mail = reader.readObject();
      tickets.open(
          new Ticket(
              message.getStringProperty(JmsNames.ID),
              message.getStringProperty(JmsNames.FROM),
              mail.getString("subject", ""),
              mail.getString("text", "")));
    } catch (JMSException e) {
      throw new IllegalStateException("A mail cannot be read", e);
    }
  }
}
