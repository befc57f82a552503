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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Questions of customers. Each method runs in a transaction of the container. */
@Stateless
public class Tickets {

  @Resource(lookup = ShopApplication.DATABASE)
  private DataSource database;

  /** Opens a ticket; a mail that comes twice, which has the same id, opens one. */
  public void open(Ticket ticket) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "merge into ticket (mail_id, sender, subject, text) key (mail_id)"
                    + " values (?, ?, ?, ?)")) {
      statement.setString(1, ticket.mailId());
      statement.setString(2, ticket.sender());
      statement.setString(3, ticket.subject());
      statement.setString(4, ticket.text());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("The ticket cannot be written", e);
    }
  }

  /** The last tickets, at most 100. */
  public List<Ticket> last() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select mail_id, sender, subject, text from ticket order by mail_id desc limit 100");
        ResultSet rows = statement.executeQuery()) {
      List<Ticket> tickets = new ArrayList<>();
      while (rows.next()) {
        tickets.add(
            new Ticket(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
      }
      return tickets;
    } catch (SQLException e) {
      throw new IllegalStateException("The tickets cannot be read", e);
    }
  }
}
