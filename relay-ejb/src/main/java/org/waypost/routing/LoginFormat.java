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
package org.waypost.routing;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.waypost.json.JsonMembers;
import org.waypost.smtpclient.Login;
import org.waypost.smtpclient.sasl.Mechanisms;

/** How Waypost signs in at a smart host, as JSON. */
final class LoginFormat {

  private final SecretForm secrets;

  LoginFormat(SecretForm secrets) {
    this.secrets = secrets;
  }

  JsonObjectBuilder write(Login login) {
    JsonObjectBuilder json = Json.createObjectBuilder().add("user", login.user());
    login.password().ifPresent(password -> secrets.write(json, "password", password));
    login.mechanism().ifPresent(mechanism -> json.add("mechanism", mechanism));
    login.oauth().ifPresent(oauth -> json.add("oauth", write(oauth)));
    return json;
  }

  private JsonObjectBuilder write(Login.OAuth oauth) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("tokenUrl", oauth.tokenUrl().toString())
            .add("clientId", oauth.clientId());
    secrets.write(json, "clientSecret", oauth.clientSecret());
    oauth.scope().ifPresent(scope -> json.add("scope", scope));
    return json;
  }

  /**
   * Reads a login.
   *
   * @param before that which it replaces, whose secrets stay where none are given for the same name
   */
  Login read(JsonMembers members, Optional<Login> before) {
    String user = members.required("user", LoginFormat::plain);
    Optional<Login> same = before.filter(old -> old.user().equals(user));
    Optional<String> password = secrets.read(members, "password").map(LoginFormat::plain);
    boolean token = members.has("oauth");
    Optional<String> mechanism =
        Optional.ofNullable(members.text("mechanism", null, text -> mechanism(text, token)));
    Optional<Login.OAuth> oauth =
        token
            ? Optional.of(oauth(members.object("oauth"), same.flatMap(Login::oauth)))
            : Optional.empty();
    members.end();
    if (password.isEmpty() && oauth.isEmpty()) {
      password = same.flatMap(Login::password);
    }
    if (password.isEmpty() && oauth.isEmpty()) {
      throw members.fault("password", "has to be given, or oauth");
    }
    return new Login(user, password, mechanism, oauth);
  }

  private Login.OAuth oauth(JsonMembers members, Optional<Login.OAuth> before) {
    URI tokenUrl = members.required("tokenUrl", LoginFormat::tokenUrl);
    String clientId = members.required("clientId", LoginFormat::plain);
    Optional<String> secret = secrets.read(members, "clientSecret");
    Optional<String> scope = Optional.ofNullable(members.text("scope", null, LoginFormat::plain));
    members.end();
    return new Login.OAuth(
        tokenUrl,
        clientId,
        secret
            .or(() -> before.filter(b -> b.clientId().equals(clientId)).map(b -> b.clientSecret()))
            .orElseThrow(() -> members.fault("clientSecret", "has to be given")),
        scope);
  }

  private static String mechanism(String text, boolean token) {
    String name = text.toUpperCase(Locale.ROOT);
    List<String> known = Mechanisms.known(token);
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "one of "
              + String.join(", ", known)
              + (token ? " with an access token" : " with a password")
              + ", not '"
              + text
              + "'");
    }
    return name;
  }

  private static URI tokenUrl(String text) {
    try {
      URI url = new URI(text);
      boolean local =
          List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(url.getHost()));
      if (url.getHost() == null
          || !("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && local))) {
        throw new IllegalArgumentException("an https URL, or http on this machine");
      }
      return url;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL: " + e.getMessage(), e);
    }
  }

  private static String plain(String text) {
    if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("not empty, and without control characters");
    }
    return text;
  }
}
