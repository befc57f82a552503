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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.waypost.api.broker.ClientRight;
import org.waypost.api.broker.ClientSignIn;
import org.waypost.api.broker.ClientSignIns;

/**
 * Who may use the broker: everybody in this process, and over the network the user {@value #USER}
 * with the password of the data folder.
 *
 * <p>That user is another relay node, which consumes and sends the very mail that this one does: it
 * may use every queue, and nothing of the management. Applications come in as users of the relay,
 * which is asked for each of them, and may do what {@link ClientRules} allow.
 *
 * <p>The verdict depends on the connection, so the broker must not cache it by name and password.
 */
final class AcceptorSecurity implements ActiveMQSecurityManager5 {

  /** The user name of other relay nodes. */
  static final String USER = "jms";

  private static final Standing TRUSTED = new Standing("trusted");
  private static final Standing NODE = new Standing("node");
  private static final Set<CheckType> REMOTE =
      EnumSet.of(
          CheckType.SEND,
          CheckType.CONSUME,
          CheckType.BROWSE,
          CheckType.CREATE_ADDRESS,
          CheckType.CREATE_DURABLE_QUEUE,
          CheckType.DELETE_DURABLE_QUEUE,
          CheckType.CREATE_NON_DURABLE_QUEUE,
          CheckType.DELETE_NON_DURABLE_QUEUE);

  /** What is trusted is told by this, never by a name, which a user might have. */
  private record Standing(String name) implements Principal {
    @Override
    public String getName() {
      return name;
    }
  }

  private final byte[] password;
  private final SignedInClients clients;

  /**
   * Asks the relay for clients.
   *
   * @param password of other relay nodes; with null, nobody comes in over the network
   */
  AcceptorSecurity(String password, ClientSignIn relay) {
    this.clients = new SignedInClients(relay);
    this.password = password == null ? null : password.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Subject authenticate(
      String user, String given, RemotingConnection connection, String securityDomain) {
    if (isTrusted(connection)) {
      return subject(ClientSignIns.WITHIN, TRUSTED);
    }
    if (validateUser(user, given)) {
      return subject(USER, NODE);
    }
    // That name is never a user of the relay's, whatever the password.
    if (password == null || user == null || given == null || USER.equalsIgnoreCase(user)) {
      return null;
    }
    return clients
        .signIn(user, given, connection)
        .map(
            client ->
                subject(
                    client.name(),
                    client.rights().stream().map(RightPrincipal::new).toArray(Principal[]::new)))
        .orElse(null);
  }

  /** Whether it comes from within this process. */
  static boolean isTrusted(RemotingConnection connection) {
    return connection != null && connection.getTransportConnection() instanceof InVMConnection;
  }

  @Override
  public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
    if (subject == null) {
      return false;
    }
    if (subject.getPrincipals().contains(TRUSTED)) {
      return true;
    }
    if (subject.getPrincipals().contains(NODE)) {
      return REMOTE.contains(check);
    }
    Set<ClientRight> rights = EnumSet.noneOf(ClientRight.class);
    subject.getPrincipals(RightPrincipal.class).forEach(each -> rights.add(each.right()));
    return ClientRules.allow(rights, check, address);
  }

  @Override
  public boolean validateUser(String user, String given) {
    return password != null
        && USER.equals(user)
        && given != null
        && MessageDigest.isEqual(password, given.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean validateUserAndRole(
      String user, String given, Set<Role> roles, CheckType checkType) {
    return validateUser(user, given) && REMOTE.contains(checkType);
  }

  private static Subject subject(String name, Principal... standings) {
    Subject subject = new Subject();
    subject.getPrincipals().add(new UserPrincipal(name));
    subject.getPrincipals().addAll(List.of(standings));
    subject.setReadOnly();
    return subject;
  }
}
