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
package org.waypost.plugins.recipients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.extension.Opinion;
import org.waypost.api.extension.RecipientPolicy;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.plugins.service.Declared;
import org.waypost.plugins.service.RunningService;

/** Against OpenLDAP's slapd. */
class LdapPolicyTest {

  @TempDir static Path folder;
  private static RunningService slapd;
  private static int port;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    port = RunningService.freePort();
    Path data = Files.createDirectory(folder.resolve("data"));
    Path config = folder.resolve("slapd.conf");
    Files.writeString(
        config,
        """
        include /etc/ldap/schema/core.schema
        include /etc/ldap/schema/cosine.schema
        include /etc/ldap/schema/inetorgperson.schema
        pidfile %1$s/slapd.pid
        argsfile %1$s/slapd.args
        database ldif
        suffix "dc=example,dc=org"
        directory %2$s
        rootdn "cn=admin,dc=example,dc=org"
        rootpw secret
        access to * by anonymous auth by * read
        """
            .formatted(folder, data));
    Path entries = folder.resolve("entries.ldif");
    Files.writeString(
        entries,
        """
        dn: dc=example,dc=org
        objectClass: dcObject
        objectClass: organization
        dc: example
        o: Example

        dn: uid=one,dc=example,dc=org
        objectClass: inetOrgPerson
        uid: one
        cn: One
        sn: One
        mail: one@example.org
        mail: first@example.org
        """);
    String url = "ldap://127.0.0.1:" + port;
    Path log = folder.resolve("slapadd.log");
    String slapadd = RunningService.find("slapadd");
    Process add =
        new ProcessBuilder(slapadd, "-f", config.toString(), "-l", entries.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(add.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(add.exitValue()).as(Files.readString(log)).isZero();
    slapd =
        RunningService.start(folder, port, "slapd", "-d", "0", "-h", url, "-f", config.toString());
  }

  @AfterAll
  static void stop() {
    if (slapd != null) {
      slapd.close();
    }
  }

  private static RecipientPolicy policy(Map<String, ?> more) throws Exception {
    Map<String, Object> values = new HashMap<>();
    values.put("url", "ldap://127.0.0.1:" + port);
    values.put("base", "dc=example,dc=org");
    values.put("domains", List.of("Example.org"));
    values.put("bindDn", "cn=admin,dc=example,dc=org");
    values.put("password", "secret");
    values.putAll(more);
    return Declared.start(RecipientPolicy.class, "ldap", values);
  }

  private static Opinion judge(RecipientPolicy policy, String address) throws Exception {
    return policy.judge(null, Recipient.of(EmailAddress.parse(address)));
  }

  @Test
  void whoHasAnEntryIsTaken() throws Exception {
    RecipientPolicy policy = policy(Map.of());
    assertThat(judge(policy, "one@example.org")).isEqualTo(Opinion.none());
    assertThat(judge(policy, "first@example.org")).isEqualTo(Opinion.none());
    assertThat(judge(policy, "nobody@example.org").reply())
        .hasToString("550 5.1.1 No such recipient here");
    assertThat(judge(policy, "nobody@example.net")).isEqualTo(Opinion.none());
  }

  @Test
  void anAddressIsNoFilter() throws Exception {
    RecipientPolicy policy = policy(Map.of("filter", "(|(mail={address})(uid={local}))"));
    assertThat(judge(policy, "o*@example.org").reply()).isNotNull();
    assertThat(judge(policy, "one@example.org")).isEqualTo(Opinion.none());
    assertThat(judge(policy, "{domain}@example.org").reply()).isNotNull();
  }

  @Test
  void aDirectoryThatDoesNotAnswerIsAFailure() throws Exception {
    RecipientPolicy wrong = policy(Map.of("password", "wrong"));
    assertThatThrownBy(() -> judge(wrong, "one@example.org")).isInstanceOf(IOException.class);
    RecipientPolicy gone = policy(Map.of("url", "ldap://127.0.0.1:" + RunningService.freePort()));
    assertThatThrownBy(() -> judge(gone, "one@example.org")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> policy(Map.of("filter", "(mail=x)")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
