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
package org.waypost.identity;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** One line for each sign-in that fails; a name is written only when an account can have it. */
final class SignInLog {

  private static final Logger LOG = System.getLogger(SignInLog.class.getName());

  private SignInLog() {}

  /**
   * What was offered is not right, or may not be used.
   *
   * @param account a folded name
   * @param reason for those who run the relay; nothing of it is told to the client
   */
  static void refused(String mechanism, String account, String remoteAddress, String reason) {
    LOG.log(
        Level.WARNING,
        "sign-in refused: {0}, account {1}, from {2}: {3}",
        mechanism,
        account.equals(AccountName.NOBODY) ? "(no name)" : account,
        remoteAddress,
        reason);
  }

  /** The database cannot be asked. */
  static void unavailable(String mechanism, RuntimeException cause) {
    LOG.log(Level.ERROR, "sign-in not possible: " + mechanism, cause);
  }
}
