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
package org.waypost.api.settings;

import java.util.Optional;

/**
 * How to sign in at the smart host of the settings.
 *
 * @param user the name
 * @param password its proof; never shown
 */
public record SmarthostLogin(String user, String password) {

  private static final String USER = "WAYPOST_SMARTHOST_USER";
  private static final String PASSWORD = "WAYPOST_SMARTHOST_PASSWORD";

  static Optional<SmarthostLogin> read(SettingReader reader) {
    Optional<String> user = reader.optional(USER, text -> text);
    Optional<String> password = reader.optional(PASSWORD, text -> text);
    if (user.isPresent() != password.isPresent()) {
      throw new SettingsException(
          user.isPresent() ? PASSWORD : USER,
          "is needed with " + (user.isPresent() ? USER : PASSWORD) + ", and is not set");
    }
    return user.map(name -> new SmarthostLogin(name, password.get()));
  }

  @Override
  public String toString() {
    return "SmarthostLogin[" + user + "]";
  }
}
