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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.waypost.routing.RoutesByJson.FORMAT;
import static org.waypost.routing.RoutesByJson.json;
import static org.waypost.routing.RoutesByJson.route;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waypost.json.InvalidMemberException;
import org.waypost.secrets.SealedText;
import org.waypost.smtpclient.Login;

class JsonRouteFormatTest {

  private static final String LOGIN =
      "{'name': 'x', 'target': {'type': 'smarthost', 'hosts': [{'host': 'a'}], 'login':"
          + " {'user': 'me', 'password': 'hush'}}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name': 'slow', 'match': {'recipientDomain': 'example.org'}, 'target': {'type':"
            + " 'smarthost', 'hosts': [{'host': '127.0.0.1', 'port': 2626}]}}",
        "{'name': 'x', 'order': 7, 'enabled': false, 'target': {'type': 'mx'}, 'tls': 'verified'}",
        "{'name': 'x', 'target': {'type': 'lmtp', 'hosts': [{'host': '::1', 'port': 24,"
            + " 'priority': 3, 'weight': 9}]}, 'inCaptureMode': true}",
        "{'name': 'x', 'target': {'type': 'jms', 'queue': 'orders.in'}, 'sender': {'rewrite':"
            + " 'verp', 'domain': 'bounce.example'}}",
        "{'name': 'x', 'match': {'sender': '<>', 'header': [{'name': 'X', 'value': ['a', 'b']}]},"
            + " 'target': {'type': 'reject', 'code': 553, 'status': '5.7.0', 'text': 'No'}}",
        "{'name': 'x', 'target': {'type': 'discard'}, 'retry': {'pauses': ['5m', '1h'], 'expiry':"
            + " '2d'}, 'sourcePool': 'bulk', 'tls': {'level': 'required', 'minimumVersion':"
            + " 'TLSv1.3', 'ciphers': ['TLS_AES_128_GCM_SHA256']}}"
      })
  void whatIsWrittenIsReadAgain(String text) {
    RouteDefinition definition = route(text);
    JsonObject written = FORMAT.write(definition).build();

    assertThat(FORMAT.read("x".equals(definition.name()) ? "x" : null, written, null))
        .isEqualTo(definition);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | name",
        "{'name': ' '} | name",
        "{'name': 'a/b'} | name",
        "{'name': 'x'} | target",
        "{'name': 'x', 'target': {}} | target.type",
        "{'name': 'x', 'target': {'type': 'moon'}} | target.type",
        "{'name': 'x', 'target': {'type': 'mx', 'hosts': []}} | target.hosts",
        "{'name': 'x', 'target': {'type': 'smarthost'}} | target.hosts",
        "{'name': 'x', 'target': {'type': 'smarthost', 'hosts': [{'host': 'a', 'port': 0}]}} |"
            + " target.hosts[0].port",
        "{'name': 'x', 'target': {'type': 'smarthost', 'hosts': [{'host': 'a'}, {'port': 1}]}} |"
            + " target.hosts[1].host",
        "{'name': 'x', 'target': {'type': 'lmtp', 'hosts': [{'host': 'a b'}]}} |"
            + " target.hosts[0].host",
        "{'name': 'x', 'target': {'type': 'smarthost', 'hosts': [{'host': 'a'}], 'login': {'user':"
            + " 'u'}}} | target.login.password",
        "{'name': 'x', 'target': {'type': 'smarthost', 'hosts': [{'host': 'a'}], 'login': {'user':"
            + " 'u', 'password': 'p', 'mechanism': 'MAGIC'}}} | target.login.mechanism",
        "{'name': 'x', 'target': {'type': 'smarthost', 'hosts': [{'host': 'a'}], 'login': {'user':"
            + " 'u', 'password': 'p', 'mechanism': 'XOAUTH2'}}} | target.login.mechanism",
        "{'name': 'x', 'target': {'type': 'smarthost', 'hosts': [{'host': 'a'}], 'login': {'user':"
            + " 'u', 'oauth': {'tokenUrl': 'http://evil.example', 'clientId': 'c'}}}} |"
            + " target.login.oauth.tokenUrl",
        "{'name': 'x', 'target': {'type': 'jms', 'queue': 'waypost.outbound'}} | target.queue",
        "{'name': 'x', 'target': {'type': 'reject', 'code': 450}} | target.code",
        "{'name': 'x', 'target': {'type': 'reject', 'status': '4.0.0'}} | target.status",
        "{'name': 'x', 'target': {'type': 'reject', 'text': 'a\\nb'}} | target.text",
        "{'name': 'x', 'target': {'type': 'mx'}, 'match': {'recipientDomain': 'a..b'}} |"
            + " match.recipientDomain",
        "{'name': 'x', 'target': {'type': 'mx'}, 'match': {'recipientDomain': 'a*.b'}} |"
            + " match.recipientDomain",
        "{'name': 'x', 'target': {'type': 'mx'}, 'match': {'recipientDomain': []}} |"
            + " match.recipientDomain",
        "{'name': 'x', 'target': {'type': 'mx'}, 'match': {'recipient': 'bob'}} |"
            + " match.recipient",
        "{'name': 'x', 'target': {'type': 'mx'}, 'match': {'moon': 'bob'}} | match.moon",
        "{'name': 'x', 'target': {'type': 'mx'}, 'match': {'header': {'value': 'x'}}} |"
            + " match.header.name",
        "{'name': 'x', 'target': {'type': 'mx'}, 'order': -1} | order",
        "{'name': 'x', 'target': {'type': 'mx'}, 'retry': {'pauses': ['0s']}} | retry.pauses",
        "{'name': 'x', 'target': {'type': 'mx'}, 'tls': 'sometimes'} | tls",
        "{'name': 'x', 'target': {'type': 'mx'}, 'tls': {'minimumVersion': 'SSLv3'}} |"
            + " tls.minimumVersion",
        "{'name': 'x', 'target': {'type': 'mx'}, 'sender': {'rewrite': 'srs'}} | sender.domain",
        "{'name': 'x', 'target': {'type': 'mx'}, 'inCaptureMode': true} | inCaptureMode",
        "{'name': 'x', 'target': {'type': 'mx'}, 'sourcePool': 'unknown'} | sourcePool",
        "{'name': 'x', 'target': {'type': 'mx'}, 'colour': 'red'} | colour",
      })
  void whatIsWrongIsNamed(String text, String member) {
    assertThatThrownBy(() -> route(text))
        .isInstanceOfSatisfying(
            InvalidMemberException.class, e -> assertThat(e.member()).isEqualTo(member));
  }

  @Test
  void restNeverTellsAPassword() {
    JsonObject shown = FORMAT.write(route(LOGIN)).build();

    assertThat(shown.toString()).doesNotContain("hush").contains("\"passwordSet\":true");
  }

  @Test
  void whatWasShownMayBeSentBack() {
    RouteDefinition before = route(LOGIN);
    JsonObject shown = FORMAT.write(before).build();

    assertThat(FORMAT.read("x", shown, before)).isEqualTo(before);
    assertThatThrownBy(() -> FORMAT.read("x", shown, null)).hasMessageContaining("given");
    assertThatThrownBy(
            () -> FORMAT.read("x", json(shown.toString().replace("\"me\"", "\"you\"")), before))
        .hasMessageContaining("given");
  }

  @Test
  void theDatabaseHasItSealed() {
    RouteFormat stored =
        JsonRouteFormat.stored(SecretForm.sealed(new SealedText(new byte[32])), RoutesByJson.USUAL);
    JsonObject written = stored.write(route(LOGIN)).build();

    assertThat(written.toString()).doesNotContain("hush");
    assertThat(((Target.SmartHost) stored.read("x", written, null).route().target()).login())
        .flatMap(Login::password)
        .contains("hush");
  }

  @Test
  void anotherKeyDoesNotOpenIt() {
    byte[] other = new byte[32];
    other[0] = 1;
    JsonObject written =
        JsonRouteFormat.stored(SecretForm.sealed(new SealedText(new byte[32])), RoutesByJson.USUAL)
            .write(route(LOGIN))
            .build();

    assertThatThrownBy(
            () ->
                JsonRouteFormat.stored(SecretForm.sealed(new SealedText(other)), RoutesByJson.USUAL)
                    .read("x", written, null))
        .hasMessageContaining("WAYPOST_SECRET_KEY");
  }
}
