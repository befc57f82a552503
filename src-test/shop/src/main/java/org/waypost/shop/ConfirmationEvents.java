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
import jakarta.jms.TextMessage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;

/**
 * Hears what becomes of confirmations. The subscription is durable: what happens while the shop is
 * away is told when it is back.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Topic"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = "waypost.events"),
      @ActivationConfigProperty(propertyName = "subscriptionDurability", propertyValue = "Durable"),
      @ActivationConfigProperty(propertyName = "clientID", propertyValue = "shop"),
      @ActivationConfigProperty(
          propertyName = "subscriptionName",
          propertyValue = "shop-confirmations"),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
      @ActivationConfigProperty(
          propertyName = "messageSelector",
          propertyValue = "waypost_tag = '" + Orders.TAG + "'")
    })
public class ConfirmationEvents implements MessageListener {

  @EJB private Orders orders;

  @Override
  public void onMessage(Message message) {
    try (JsonReader reader =
        Json.createReader(new StringReader(((TextMessage) message).getText()))) {
      JsonObject event = reader.readObject();
      String order = event.getJsonObject("metadata").getString("order");
      JsonObject reply = event.getJsonObject("reply");
      orders.note(
          Long.parseLong(order),
          event.getString("event") + (reply == null ? "" : ": " + reply.getInt("code")));
    } catch (JMSException e) {
      throw new IllegalStateException("An event cannot be read", e);
    }
  }
}
