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
package org.waypost.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.json.InvalidMemberException;

class SourceFormatsTest {

  private static final SourceFormat SOURCES = new JsonSourceFormat();
  private static final PoolFormat POOLS = new JsonPoolFormat();

  static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }

  @Test
  void aSourceIsWrittenAsItIsRead() {
    Source source =
        SOURCES.read(
            null,
            json(
                "{'name': 'news-1', 'address': '192.0.2.1', 'ehlo': 'news-1.example.org',"
                    + " 'weight': 3, 'enabled': false, 'node': 'relay-a', 'warmUp': {'start':"
                    + " '2026-12-01', 'zone': 'Europe/Berlin', 'limits': [50, 100], 'sites':"
                    + " [{'name': 'g', 'hosts': ['*.google.com'], 'first': 10, 'growth': 1.5,"
                    + " 'last': 1000}]}}"));
    assertThat(SOURCES.read("news-1", SOURCES.write(source).build())).isEqualTo(source);
    assertThat(source.weight()).isEqualTo(3);
    assertThat(source.warmUp().orElseThrow().sites().get(0).growth())
        .isEqualTo(new Growth.Steady(10, 1.5, 1000));
  }

  @Test
  void aPoolIsWrittenAsItIsRead() {
    SourcePool pool =
        POOLS.read(
            null,
            json(
                "{'name': 'news', 'order': 5, 'match': [{'tag': 'news*'}, {'sender':"
                    + " '*@news.test', 'user': 'shop'}], 'choice': 'first', 'sources': ['a',"
                    + " {'source': 'b', 'weight': 9}], 'overflow': 'default'}"));
    assertThat(POOLS.read("news", POOLS.write(pool).build())).isEqualTo(pool);
    assertThat(pool.members()).hasSize(2);
    assertThat(pool.members().get(1).weight()).hasValue(9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'address': '192.0.2.1'} | name",
        "{'name': 'a b', 'address': '192.0.2.1'} | name",
        "{'name': 'a'} | address",
        "{'name': 'a', 'address': 'localhost'} | address",
        "{'name': 'a', 'address': '192.0.2'} | address",
        "{'name': 'a', 'address': '192.0.2.300'} | address",
        "{'name': 'a', 'address': 'fe80::zz'} | address",
        "{'name': 'a', 'address': '0.0.0.0'} | address",
        "{'name': 'a', 'address': '::1', 'ehlo': 'two words'} | ehlo",
        "{'name': 'a', 'address': '::1', 'weight': 0} | weight",
        "{'name': 'a', 'address': '::1', 'wait': 0} | wait",
        "{'name': 'a', 'address': '::1', 'warmUp': {'limits': [1]}} | warmUp.start",
        "{'name': 'a', 'address': '::1', 'warmUp': {'start': 'now', 'limits': [1]}} | warmUp.start",
        "{'name': 'a', 'address': '::1', 'warmUp': {'start': '2026-12-01'}} | warmUp.limits",
        "{'name': 'a', 'address': '::1', 'warmUp': {'start': '2026-12-01', 'limits': [1.5]}}"
            + " | warmUp.limits",
        "{'name': 'a', 'address': '::1', 'warmUp': {'start': '2026-12-01', 'first': 1, 'growth':"
            + " 1}} | warmUp.growth",
        "{'name': 'a', 'address': '::1', 'warmUp': {'start': '2026-12-01', 'zone': 'Mars',"
            + " 'limits': [1]}} | warmUp.zone"
      })
  void namesTheMemberOfASourceThatIsWrong(String text, String member) {
    assertThatExceptionOfType(InvalidMemberException.class)
        .isThrownBy(() -> SOURCES.read(null, json(text)))
        .satisfies(e -> assertThat(e.member()).isEqualTo(member));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name': 'p'} | sources",
        "{'name': 'p', 'sources': []} | sources",
        "{'name': 'p', 'sources': ['a', 'a']} | sources[1].source",
        "{'name': 'p', 'sources': [{'source': 'a', 'weight': 0}]} | sources[0].weight",
        "{'name': 'p', 'sources': ['a'], 'choice': 'best'} | choice",
        "{'name': 'p', 'sources': ['a'], 'match': {}} | match",
        "{'name': 'p', 'sources': ['a'], 'match': {'recipient': 'a@b.test'}} | match.recipient",
        "{'name': 'p', 'sources': ['a'], 'match': [{'tag': 'x'}, {'header': {'name': 'X'}}]}"
            + " | match[1].header",
        "{'name': 'default', 'sources': ['a'], 'match': {'tag': 'x'}} | match"
      })
  void namesTheMemberOfAPoolThatIsWrong(String text, String member) {
    assertThatExceptionOfType(InvalidMemberException.class)
        .isThrownBy(() -> POOLS.read(null, json(text)))
        .satisfies(e -> assertThat(e.member()).isEqualTo(member));
  }
}
