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
package org.waypost.node;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.waypost.api.broker.ClientRight;
import org.waypost.api.broker.ClientSignIn;
import org.waypost.identity.Accounts;
import org.waypost.identity.Role;

/** Signs in the clients of the embedded broker as the users of console and SMTP are. */
final class BrokerClients implements ClientSignIn {

  /** Asked when somebody comes: the first account may still be in the making. */
  private final Supplier<Accounts> accounts;

  BrokerClients(Supplier<Accounts> accounts) {
    this.accounts = accounts;
  }

  @Override
  public Optional<Client> signIn(String name, String password, String address) {
    return accounts.get().signIn(name, password, address) instanceof Accounts.SignIn.Granted granted
        ? Optional.of(new Client(granted.name(), rights(granted.roles())))
        : Optional.empty();
  }

  private static Set<ClientRight> rights(Set<String> roles) {
    if (roles.contains(Role.ADMINISTRATOR.text())) {
      return EnumSet.allOf(ClientRight.class);
    }
    Set<ClientRight> rights = EnumSet.noneOf(ClientRight.class);
    give(rights, roles, Role.SUBMITTER, ClientRight.SUBMIT);
    give(rights, roles, Role.EVENTS, ClientRight.EVENTS);
    give(rights, roles, Role.RECEIVER, ClientRight.RECEIVE);
    return rights;
  }

  private static void give(Set<ClientRight> rights, Set<String> roles, Role role, ClientRight it) {
    if (roles.contains(role.text())) {
      rights.add(it);
    }
  }
}
