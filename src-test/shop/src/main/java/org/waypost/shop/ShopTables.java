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

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Makes the tables. */
@Startup
@Singleton
public class ShopTables {

  @Resource(lookup = ShopApplication.DATABASE)
  private DataSource database;

  @PostConstruct
  void create() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists purchase (number bigint auto_increment primary key,"
              + " customer varchar(320) not null, item varchar(200) not null,"
              + " mail varchar(200) not null)");
      statement.execute(
          "create table if not exists ticket (mail_id varchar(26) primary key,"
              + " sender varchar(320) not null, subject varchar(500) not null,"
              + " text varchar(30000) not null)");
    } catch (SQLException e) {
      throw new IllegalStateException("The shop's tables cannot be made", e);
    }
  }
}
