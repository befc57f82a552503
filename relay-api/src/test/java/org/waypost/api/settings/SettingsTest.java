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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.api.net.HostPort;
import org.waypost.api.net.Network;

class SettingsTest {

  private static Settings of(String variable, String value) {
    return new Settings(Map.of(variable, value)::get);
  }

  @Test
  void theDefaultsAreThoseOfTheContract() {
    Settings settings = new Settings(variable -> null);

    settings.check();
    assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.hostname()).isNotEmpty();
    assertThat(settings.mode()).isEqualTo(Settings.Mode.CAPTURE);
    assertThat(settings.bind()).isEqualTo(Network.numericAddress("127.0.0.1"));
    assertThat(settings.smtpPort()).isEqualTo(2525);
    assertThat(settings.submissionPort()).isEqualTo(2587);
    assertThat(settings.submissionsPort()).isEqualTo(2465);
    assertThat(settings.httpPort()).isEqualTo(8080);
    assertThat(settings.relayNetworks())
        .containsExactly(Network.parse("127.0.0.0/8"), Network.parse("::1/128"));
    assertThat(settings.smarthost()).isEmpty();
    assertThat(settings.dns()).isEqualTo(DnsSettings.SYSTEM);
    assertThat(settings.adminPassword()).isEmpty();
    assertThat(settings.jmsUrl()).isEmpty();
    assertThat(settings.jmsAcceptor()).isEmpty();
    assertThat(settings.dbUrl()).isEmpty();
    assertThat(settings.maxMessageSize()).isEqualTo(50 * 1024 * 1024);
    assertThat(settings.maxJsonSize()).isEqualTo(8 * 1024 * 1024);
    assertThat(settings.mxPort()).isEqualTo(25);
    assertThat(settings.retrySchedule())
        .extracting(Duration::toMinutes)
        .containsExactly(1L, 5L, 15L, 30L, 60L, 120L);
    assertThat(settings.expiry()).isEqualTo(Duration.ofDays(5));
  }

  @Test
  void readsWhatIsSet() {
    assertThat(of("WAYPOST_MODE", " Relay ").mode()).isEqualTo(Settings.Mode.RELAY);
    assertThat(of("WAYPOST_HOSTNAME", "MX.Example.ORG").hostname()).isEqualTo("mx.example.org");
    assertThat(of("WAYPOST_SMARTHOST", "a:25").smarthost()).contains(new HostPort("a", 25));
    assertThat(of("WAYPOST_RELAY_NETWORKS", "10.0.0.0/8, ::1").relayNetworks())
        .containsExactly(Network.parse("10.0.0.0/8"), Network.parse("::1/128"));
    assertThat(of("WAYPOST_MAX_MESSAGE_SIZE", "10MiB").maxMessageSize()).isEqualTo(10 << 20);
    assertThat(of("WAYPOST_MAX_JSON_SIZE", "64m").maxJsonSize()).isEqualTo(64 << 20);
    assertThat(of("WAYPOST_RETRY_SCHEDULE", "500ms, 2S,3m").retrySchedule())
        .isEqualTo(List.of(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofMinutes(3)));
  }

  @Test
  void readsWhatTlsIsMadeOf() {
    assertThat(of("WAYPOST_DATA", "/d").tls()).isEqualTo(TlsSettings.in(Path.of("/d/tls")));
    assertThat(of("WAYPOST_TLS_FOLDER", "/t/../c").tls().folder()).isEqualTo(Path.of("/c"));
    assertThat(of("WAYPOST_TLS_PROTOCOLS", "TLSv1.3").tls().protocols()).containsExactly("TLSv1.3");
    assertThat(of("WAYPOST_TLS_PASSWORD", "hunter2").tls().password()).contains("hunter2");
    assertThat(of("WAYPOST_TLS_PASSWORD", "hunter2").tls().toString()).doesNotContain("hunter2");
  }

  @Test
  void anEmptyValueCountsAsNone() {
    assertThat(of("WAYPOST_SMTP_PORT", " ").smtpPort()).isEqualTo(2525);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          WAYPOST_DATA             | a\0b
          WAYPOST_HOSTNAME         | my host
          WAYPOST_MODE             | relaying
          WAYPOST_BIND             | localhost
          WAYPOST_SMTP_PORT        | 0
          WAYPOST_SUBMISSION_PORT  | 65536
          WAYPOST_SUBMISSIONS_PORT | smtp
          WAYPOST_HTTP_PORT        | 99999999999999999999
          WAYPOST_RELAY_NETWORKS   | 10.0.0.0/8,,::1
          WAYPOST_SMARTHOST        | mail.example.org
          WAYPOST_DNS              | ::1:53
          WAYPOST_ADMIN_PASSWORD   | secret
          WAYPOST_JMS_URL          | localhost:61616
          WAYPOST_JMS_ACCEPTOR     | :5672
          WAYPOST_DB_URL           | jdbc:h2:mem
          WAYPOST_MAX_MESSAGE_SIZE | 1k
          WAYPOST_MAX_JSON_SIZE    | 65m
          WAYPOST_MAX_RECIPIENTS   | 99
          WAYPOST_SMTP_CALLS       | -1
          WAYPOST_DELIVERY_WORKERS | 1
          WAYPOST_SITE_CONNECTIONS | 0
          WAYPOST_MX_PORT          | 2.5
          WAYPOST_TLS_TRUST        | /no/such/file.pem
          WAYPOST_RETRY_SCHEDULE   | 1m,0s
          WAYPOST_EXPIRY           | 5 days
          WAYPOST_KEEP_TRACE       | forever
          WAYPOST_KEEP_CAPTURED    | -1d
          WAYPOST_TLS_FOLDER       | a\0b
          WAYPOST_TLS_CLIENT_CA    | /no/such/file.pem
          WAYPOST_TLS_PROTOCOLS    | TLSv1.1,TLSv1.2
          WAYPOST_TLS_PROTOCOLS    | TLSv1.3,
          """)
  void aBadValueNamesItsVariable(String variable, String value) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> of(variable, value).check())
        .withMessageStartingWith(variable + ": ");
  }

  @Test
  void theMessageIsOneLineAndHoldsNoPassword() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> of("WAYPOST_MODE", "re\nlay").check())
        .withMessage("WAYPOST_MODE: is 'capture' or 'relay', not 're lay'");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> of("WAYPOST_ADMIN_PASSWORD", "hunter2").check())
        .withMessageNotContaining("hunter2");
  }

  @Test
  void aSystemPropertyComesBeforeTheEnvironment() {
    System.setProperty("waypost.smtp.port", "4711");
    try {
      assertThat(Settings.ofProcess().smtpPort()).isEqualTo(4711);
    } finally {
      System.clearProperty("waypost.smtp.port");
    }
  }
}
