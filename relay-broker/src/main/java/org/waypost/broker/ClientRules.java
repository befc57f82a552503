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

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.core.security.CheckType;
import org.waypost.api.broker.ClientRight;

/** What clients of the acceptor may do at which address. What is not named here they may not. */
final class ClientRules {

  private static final String SUBMIT = "waypost.submit";
  private static final String REJECTED = "waypost.submit.rejected";

  /** The broker's names of temporary queues. */
  private static final Pattern TEMPORARY =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /** Without wildcards, by which a queue would be given mail of other addresses. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]{0,199}");

  private static final Set<CheckType> READ = EnumSet.of(CheckType.CONSUME, CheckType.BROWSE);
  private static final Set<CheckType> SUBSCRIBE =
      EnumSet.of(
          CheckType.CONSUME,
          CheckType.BROWSE,
          CheckType.CREATE_DURABLE_QUEUE,
          CheckType.DELETE_DURABLE_QUEUE,
          CheckType.CREATE_NON_DURABLE_QUEUE,
          CheckType.DELETE_NON_DURABLE_QUEUE);
  private static final Set<CheckType> ANSWER =
      EnumSet.of(
          CheckType.CONSUME,
          CheckType.CREATE_ADDRESS,
          CheckType.DELETE_ADDRESS,
          CheckType.CREATE_NON_DURABLE_QUEUE,
          CheckType.DELETE_NON_DURABLE_QUEUE);

  /** Whoever comes first, the route or the application, makes the queue. */
  private static final Set<CheckType> RECEIVE =
      EnumSet.of(
          CheckType.CONSUME,
          CheckType.BROWSE,
          CheckType.CREATE_ADDRESS,
          CheckType.CREATE_DURABLE_QUEUE);

  private ClientRules() {}

  /**
   * Whether a client with these rights may do it.
   *
   * @param place an address, or {@code address::queue}
   */
  static boolean allow(Set<ClientRight> rights, CheckType check, String place) {
    int end = place.indexOf("::");
    String address = end < 0 ? place : place.substring(0, end);
    if (address.equals(SUBMIT)) {
      return check == CheckType.SEND && rights.contains(ClientRight.SUBMIT);
    }
    if (address.equals(EventTopic.NAME)) {
      return SUBSCRIBE.contains(check) && rights.contains(ClientRight.EVENTS);
    }
    if (address.equals(REJECTED)) {
      // Mail of all applications, so for those who may everything.
      return READ.contains(check) && rights.containsAll(EnumSet.allOf(ClientRight.class));
    }
    if (TEMPORARY.matcher(address).matches()) {
      return ANSWER.contains(check) && !rights.isEmpty();
    }
    return RECEIVE.contains(check)
        && rights.contains(ClientRight.RECEIVE)
        && isOfApplications(address);
  }

  /** Whether a queue belongs to the user who made it, and to nobody else. */
  static boolean isPersonal(String address) {
    return address.equals(EventTopic.NAME) || TEMPORARY.matcher(address).matches();
  }

  private static boolean isOfApplications(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    return NAME.matcher(address).matches()
        && !lower.startsWith("waypost")
        && !lower.startsWith("activemq");
  }
}
