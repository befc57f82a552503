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
import java.util.EnumSet;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;

/**
 * Who may use the broker: everybody in this process, and over the network the user {@value #USER}
 * with the password of the data folder.
 *
 * <p>That user is another relay node, which consumes and sends the very mail that this one does: it
 * may use every queue, and nothing of the management. It is not for applications.
 *
 * <p>The verdict depends on the connection, so the broker must not cache it by name and password.
 */
final class AcceptorSecurity implements ActiveMQSecurityManager5 {

  /** The user name of other relay nodes. */
  static final String USER = "jms";

  private static final String TRUSTED = "waypost-in-vm";
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

  private final byte[] password;

  /** With a password of null, nobody comes in over the network. */
  AcceptorSecurity(String password) {
    this.password = password == null ? null : password.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Subject authenticate(
      String user, String given, RemotingConnection connection, String securityDomain) {
    if (connection != null && connection.getTransportConnection() instanceof InVMConnection) {
      return subject(TRUSTED);
    }
    return validateUser(user, given) ? subject(USER) : null;
  }

  @Override
  public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
    return subject != null
        && (subject.getPrincipals().contains(new UserPrincipal(TRUSTED)) || REMOTE.contains(check));
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

  private static Subject subject(String name) {
    Subject subject = new Subject();
    subject.getPrincipals().add(new UserPrincipal(name));
    subject.setReadOnly();
    return subject;
  }
}
