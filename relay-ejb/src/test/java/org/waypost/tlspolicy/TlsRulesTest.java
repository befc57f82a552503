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
package org.waypost.tlspolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.io.StringReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.PageRequest;
import org.waypost.smtpclient.TlsPolicy.Level;
import org.waypost.store.Database;
import org.waypost.store.Ledger;
import org.waypost.store.TestDatabases;

class TlsRulesTest {

  @TempDir Path folder;

  private static TlsRule rule(String json) {
    return new JsonTlsRuleFormat()
        .read(null, Json.createReader(new StringReader(json.replace('\'', '"'))).readObject());
  }

  @Test
  void isWrittenAsItIsRead() {
    TlsRule rule =
        rule(
            "{'name': 'bank', 'domain': '*.BANK.example', 'tls': {'level': 'verified',"
                + " 'minimumVersion': 'TLSv1.3', 'ciphers': ['TLS_AES_256_GCM_SHA384'],"
                + " 'clientCertificate': 'us'}}");
    assertThat(rule.pattern()).isEqualTo("*.bank.example");
    JsonTlsRuleFormat format = new JsonTlsRuleFormat();
    assertThat(format.read("bank", format.write(rule).build())).isEqualTo(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'domain':'a.test','tls':'none'}|name",
        "{'name':'a b','domain':'a.test','tls':'none'}|name",
        "{'name':'a','tls':'none'}|domain",
        "{'name':'a','domain':'a.test','host':'b.test','tls':'none'}|domain",
        "{'name':'a','domain':'a.*','tls':'none'}|domain",
        "{'name':'a','domain':'a.test'}|tls",
        "{'name':'a','domain':'a.test','tls':{'level':'strict'}}|tls.level",
        "{'name':'a','domain':'a.test','tls':{'minimumVersion':'TLSv1'}}|tls.minimumVersion",
        "{'name':'a','domain':'a.test','tls':{'ciphers':['NULL']}}|tls.ciphers",
        "{'name':'a','domain':'a.test','tls':{'clientCertificate':'../x'}}|tls.clientCertificate",
        "{'name':'a','domain':'a.test','tls':{'implicit':true}}|tls.implicit",
        "{'name':'a','domain':'a.test','tls':'none','x':1}|x",
      })
  void namesTheMemberThatIsWrong(String json, String member) {
    assertThatThrownBy(() -> rule(json))
        .isInstanceOfSatisfying(
            InvalidMemberException.class, e -> assertThat(e.member()).isEqualTo(member));
  }

  @Test
  void areInEffectOnOtherNodesAfterALook() {
    Database database = TestDatabases.h2(folder);
    Ledger ledger = new Ledger(database, Thread::new);
    try {
      ManagedTlsRules here = new ManagedTlsRules(database, ledger);
      ManagedTlsRules there = new ManagedTlsRules(database, ledger);
      there.sync();
      TlsRule rule = rule("{'name':'a','host':'*.mx.test','tls':'required'}");
      assertThat(here.create(rule)).isPresent();
      assertThat(here.create(rule)).isEmpty();
      there.sync();
      assertThat(there.book().ofHost("one.mx.test").orElseThrow().level())
          .isEqualTo(Level.REQUIRED);
      assertThat(there.book().ofHost("mx.test")).isEmpty();
      here.replace(rule("{'name':'a','host':'*.mx.test','tls':'none'}"));
      there.sync();
      assertThat(there.book().ofHost("one.mx.test").orElseThrow().level()).isEqualTo(Level.NONE);
      assertThat(there.list(PageRequest.first()).total()).isEqualTo(1);
      assertThat(here.delete("a")).isTrue();
      there.sync();
      assertThat(there.book().ofHost("one.mx.test")).isEmpty();
    } finally {
      ledger.close();
      database.close();
    }
  }
}
