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

/**
 * The start of a message of SCRAM and OAUTHBEARER (RFC 5801 4): what the client thinks of channel
 * binding, and as whom it wants to act.
 *
 * @param binding whether it binds to the channel
 * @param bindingType the name of the kind of binding; null when it does not bind
 * @param authorization as whom it wants to act; null when it does not say
 * @param text the header as it is in the message, with its final comma
 * @param bare what stands behind the header
 */
record Gs2Header(
    Binding binding, String bindingType, String authorization, String text, String bare) {

  /** What the client thinks of channel binding (RFC 5802 6). */
  enum Binding {
    /** {@code n}: it cannot. */
    UNKNOWN,
    /** {@code y}: it could, but believes that the server cannot. */
    SERVER_CANNOT,
    /** {@code p}: it does. */
    USED
  }

  /**
   * Reads a message.
   *
   * @throws MalformedMessageException when it does not begin with a header
   */
  static Gs2Header parse(String message) {
    int first = message.indexOf(',');
    int second = message.indexOf(',', first + 1);
    if (first < 1 || second < 0) {
      throw new MalformedMessageException("The message does not begin with a GS2 header");
    }
    String flag = message.substring(0, first);
    String identity = message.substring(first + 1, second);
    String type = null;
    Binding binding;
    if (flag.equals("n")) {
      binding = Binding.UNKNOWN;
    } else if (flag.equals("y")) {
      binding = Binding.SERVER_CANNOT;
    } else if (flag.startsWith("p=") && flag.length() > 2) {
      binding = Binding.USED;
      type = flag.substring(2);
    } else {
      throw new MalformedMessageException("The flag of channel binding is not n, y or p=");
    }
    String authorization = null;
    if (!identity.isEmpty()) {
      if (!identity.startsWith("a=") || identity.length() == 2) {
        throw new MalformedMessageException("The authorization identity is not a=");
      }
      authorization = saslName(identity.substring(2));
    }
    return new Gs2Header(
        binding,
        type,
        authorization,
        message.substring(0, second + 1),
        message.substring(second + 1));
  }

  /** RFC 5802 5.1: a comma is written =2C, an equals sign =3D, and nothing else so. */
  static String saslName(String written) {
    StringBuilder name = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c != '=') {
        name.append(c);
        continue;
      }
      if (written.startsWith("=2C", i)) {
        name.append(',');
      } else if (written.startsWith("=3D", i)) {
        name.append('=');
      } else {
        throw new MalformedMessageException("An equals sign in a name is not written =3D");
      }
      i += 2;
    }
    return name.toString();
  }
}
