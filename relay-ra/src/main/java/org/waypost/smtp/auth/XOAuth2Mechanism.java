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
package org.waypost.smtp.auth;

import org.waypost.api.smtp.Credentials;

/**
 * XOAUTH2, what OAUTHBEARER was before it became a standard, and what many clients still speak: a
 * user and an access token.
 */
final class XOAuth2Mechanism extends BearerMechanism {

  XOAuth2Mechanism() {
    super("{\"status\":\"401\",\"schemes\":\"bearer\"}", XOAuth2Mechanism::read);
  }

  @Override
  public String name() {
    return "XOAUTH2";
  }

  private static Credentials.Token read(String text) {
    BearerMessage message = BearerMessage.parse(text);
    String user = message.value("user");
    if (user == null || user.isEmpty()) {
      throw new MalformedMessageException("There is no user=");
    }
    return new Credentials.Token(user, message.token());
  }
}
