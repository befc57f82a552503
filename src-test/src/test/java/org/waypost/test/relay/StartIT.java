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
package org.waypost.test.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waypost.test.process.FreePorts;
import org.waypost.test.process.WaypostLaunch;
import org.waypost.test.process.WaypostProcess;
import org.waypost.test.rest.RestClient;
import org.waypost.test.smtp.SmtpProbe;

/** Starting and stopping: what a user sees when it goes well, and when it cannot. */
@Execution(ExecutionMode.CONCURRENT)
class StartIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Pattern PASSWORD = Pattern.compile("password: *(\\S{12,})");

  @TempDir Path data;

  @ParameterizedTest
  @CsvSource({
    "WAYPOST_SMTP_PORT, 99999",
    "WAYPOST_MODE, sometimes",
    "WAYPOST_RELAY_NETWORKS, 10.0.0.0/99",
    "WAYPOST_RETRY_SCHEDULE, soon",
    "WAYPOST_LISTENER_LIMITS, session.errors=none",
  })
  void saysInOneLineWhichSettingMakesNoSense(String variable, String value) {
    WaypostProcess relay = WaypostLaunch.on(data).with(variable, value).spawn();

    assertThat(relay.awaitExit(PATIENCE)).isNotZero();
    String bad = value.substring(value.indexOf('=') + 1);
    assertThat(relay.output()).singleElement().asString().contains(variable).contains(bad);
  }

  @Test
  void goesOnWithoutAPortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      try (WaypostProcess relay =
          WaypostLaunch.on(data).with("WAYPOST_SUBMISSION_PORT", port).start()) {
        assertThat(relay.awaitReady(PATIENCE))
            .contains("SMTP 127.0.0.1:" + relay.smtpPort())
            .contains("submission not listening (Cannot listen on 127.0.0.1:" + port);
        SmtpProbe.greeted(relay.smtpPort()).close();
      }
    }
  }

  @Test
  void endsWhenAllPortsAreTaken() throws IOException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    try (ServerSocket one = new ServerSocket(0, 1, here);
        ServerSocket two = new ServerSocket(0, 1, here);
        ServerSocket three = new ServerSocket(0, 1, here)) {
      WaypostProcess relay =
          WaypostLaunch.on(data)
              .with("WAYPOST_SMTP_PORT", Integer.toString(one.getLocalPort()))
              .with("WAYPOST_SUBMISSION_PORT", Integer.toString(two.getLocalPort()))
              .with("WAYPOST_SUBMISSIONS_PORT", Integer.toString(three.getLocalPort()))
              .spawn();

      assertThat(relay.awaitExit(PATIENCE)).isNotZero();
      assertThat(relay.output()).noneMatch(line -> line.startsWith(WaypostProcess.READY));
      assertThat(relay.output())
          .anyMatch(
              line ->
                  line.startsWith("waypost: ")
                      && line.contains(":" + one.getLocalPort())
                      && line.contains(":" + two.getLocalPort())
                      && line.contains(":" + three.getLocalPort()));
    }
  }

  @Test
  void makesAPasswordOnceAndStopsInOrder() {
    WaypostLaunch launch = WaypostLaunch.on(data).without("WAYPOST_ADMIN_PASSWORD");
    WaypostProcess relay = launch.start();
    String password = password(relay);
    RestClient rest = RestClient.basic(relay.root(), "admin", password);
    rest.get("/api/v1/stats").expect(200);

    assertThat(relay.stop()).as("exit code after SIGTERM").isIn(0, 143);
    assertThat(FreePorts.isFree(relay.smtpPort())).isTrue();
    assertThat(FreePorts.isFree(relay.httpPort())).isTrue();

    try (WaypostProcess again = launch.start()) {
      assertThat(again.output()).noneMatch(line -> line.contains(password));
      RestClient.basic(again.root(), "admin", password).get("/api/v1/stats").expect(200);
    }
  }

  private static String password(WaypostProcess relay) {
    Matcher matcher = PASSWORD.matcher(String.join("\n", relay.output()));
    if (!matcher.find()) {
      throw new AssertionError("No password in:\n" + relay.tail());
    }
    return matcher.group(1);
  }
}
