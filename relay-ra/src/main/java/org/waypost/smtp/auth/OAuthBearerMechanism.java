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

/** OAUTHBEARER (RFC 7628): an access token. */
final class OAuthBearerMechanism extends BearerMechanism {

  OAuthBearerMechanism() {
    super("{\"status\":\"invalid_token\",\"schemes\":\"bearer\"}", OAuthBearerMechanism::read);
  }

  @Override
  public String name() {
    return "OAUTHBEARER";
  }

  private static Credentials.Token read(String text) {
    int end = text.indexOf('\u0001');
    if (end < 0) {
      throw new MalformedMessageException("OAUTHBEARER begins with a header and U+0001");
    }
    Gs2Header header = Gs2Header.parse(text.substring(0, end));
    if (!header.bare().isEmpty() || header.binding() == Gs2Header.Binding.USED) {
      throw new MalformedMessageException("The header is not of the form n,a=user,");
    }
    String token = BearerMessage.parse(text.substring(end + 1)).token();
    return new Credentials.Token(header.authorization(), token);
  }
}
