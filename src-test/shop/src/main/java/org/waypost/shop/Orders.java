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

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.waypost.api.jms.DraftSubmission;

/** Takes orders. Each method runs in a transaction of the container. */
@Stateless
public class Orders {

  /** The tag of confirmations, by which their events are selected. */
  static final String TAG = "order-confirmation";

  @Resource(lookup = ShopApplication.DATABASE)
  private DataSource database;

  @Resource(lookup = "java:global/waypost/ConnectionFactory")
  private ConnectionFactory connections;

  @Resource(lookup = "java:global/waypost/Submit")
  private Queue submit;

  /**
   * Writes the order and sends its confirmation: both, or neither.
   *
   * @throws SoldOutException when nothing is left, which is found out last: there is no order then,
   *     and no mail
   */
  public Order place(String customer, String item) {
    long number = insert(customer, item);
    confirm(number, customer, item);
    if (item.startsWith("sold-out")) {
      throw new SoldOutException(item);
    }
    return new Order(number, customer, item, "submitted");
  }

  private long insert(String customer, String item) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "insert into purchase (customer, item, mail) values (?, ?, 'submitted')",
                new String[] {"number"})) {
      statement.setString(1, customer);
      statement.setString(2, item);
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The order cannot be written", e);
    }
  }

  /** The mail leaves Waypost's queue when the transaction of the caller is committed. */
  private void confirm(long number, String customer, String item) {
    try (JMSContext context = connections.createContext()) {
      context
          .createProducer()
          .send(
              submit,
              DraftSubmission.from("Shop <orders@shop.example>")
                  .to(customer)
                  .subject("Your order " + number)
                  .text("Thank you for ordering: " + item)
                  .tags(TAG)
                  .metadata("order", Long.toString(number))
                  .idempotencyKey("order-" + number + "-" + customer.hashCode())
                  .create(context));
    } catch (IOException e) {
      throw new IllegalStateException("The confirmation cannot be sent", e);
    }
  }

  /** Notes what became of a confirmation. */
  public void note(long number, String mail) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("update purchase set mail = ? where number = ?")) {
      statement.setString(1, mail.substring(0, Math.min(mail.length(), 200)));
      statement.setLong(2, number);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("The state of a mail cannot be noted", e);
    }
  }

  /** The last orders, at most 100. */
  public List<Order> last() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select number, customer, item, mail from purchase order by number desc limit 100");
        ResultSet rows = statement.executeQuery()) {
      List<Order> orders = new ArrayList<>();
      while (rows.next()) {
        orders.add(
            new Order(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
      }
      return orders;
    } catch (SQLException e) {
      throw new IllegalStateException("The orders cannot be read", e);
    }
  }
}
