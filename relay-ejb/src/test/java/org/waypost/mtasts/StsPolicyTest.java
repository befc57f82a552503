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
package org.waypost.mtasts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StsPolicyTest {

  private static final String POLICY =
      """
      version: STSv1
      mode: enforce
      mx: mail.example.com
      mx: *.example.net
      mx: backupmx.example.com
      max_age: 604800
      """;

  /** The example of RFC 8461 3.2. */
  @Test
  void isRead() {
    StsPolicy policy = StsPolicy.parse(POLICY);
    assertThat(policy.mode()).isEqualTo(StsPolicy.Mode.ENFORCE);
    assertThat(policy.mx())
        .containsExactly("mail.example.com", "*.example.net", "backupmx.example.com");
    assertThat(policy.maxAge()).hasDays(7);
  }

  @ParameterizedTest
  @CsvSource({
    "mail.example.com, true",
    "MAIL.example.com, true",
    "other.example.com, false",
    "mx.example.net, true",
    "a.mx.example.net, false",
    "example.net, false",
  })
  void namesHosts(String host, boolean allowed) {
    assertThat(StsPolicy.parse(POLICY).allows(host)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "mode: enforce\nmx: a.test\nmax_age: 1",
        "version: STSv2\nmode: enforce\nmx: a.test\nmax_age: 1",
        "version: STSv1\nmode: strict\nmx: a.test\nmax_age: 1",
        "version: STSv1\nmode: enforce\nmax_age: 1",
        "version: STSv1\nmode: enforce\nmx: a.test",
        "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 31557601",
        "version: STSv1\nmode: enforce\nmx: a..test\nmax_age: 1",
        "version: STSv1\nmode: enforce\nmx: a.test\nmax_age: 1\n<html>",
      })
  void isRefusedWhenItIsMalformed(String text) {
    assertThatThrownBy(() -> StsPolicy.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theRecordTellsItsId() {
    assertThat(StsRecord.id(List.of("v=STSv1; id=20160831085700Z;"))).contains("20160831085700Z");
    assertThat(StsRecord.id(List.of("v=STSv1; x=1; id=a", "v=spf1 -all"))).contains("a");
    assertThat(StsRecord.id(List.of("v=STSv1; id=a", "v=STSv1; id=b"))).isEmpty();
    assertThat(StsRecord.id(List.of("v=STSv1; id=a-b"))).isEmpty();
    assertThat(StsRecord.id(List.of())).isEmpty();
  }
}
