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

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** REST of the shop, and its database. */
@ApplicationPath("api")
@DataSourceDefinition(
    name = ShopApplication.DATABASE,
    className = "org.h2.jdbcx.JdbcDataSource",
    url = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1",
    user = "shop",
    password = "")
public class ShopApplication extends Application {

  static final String DATABASE = "java:app/shop/Database";
}
