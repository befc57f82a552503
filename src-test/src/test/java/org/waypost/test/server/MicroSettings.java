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
package org.waypost.test.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.waypost.test.process.FreePorts;

/**
 * Prepares what {@code arquillian.xml} refers to, before Arquillian reads it: Payara Micro with the
 * two resource adapters of the bundle, on its own folder and ports.
 *
 * <p>The adapters are deployed by boot commands, as these run before the deployments: Arquillian
 * puts its own {@code --deploy} first, and the application needs the adapters.
 */
public final class MicroSettings implements LauncherSessionListener {

  /** Tells the test inside the server where SMTP is; the relay reads the same property. */
  static final String SMTP_PORT = "waypost.smtp.port";

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    String bundle = System.getProperty("waypost.bundle");
    if (bundle != null) {
      try {
        prepare(Path.of(bundle), Path.of(System.getProperty("waypost.logs")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void prepare(Path bundle, Path logs) throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(logs), "micro-");
    Path before = folder.resolve("pre-boot.txt");
    Files.write(
        before, List.of("set configs.config.server-config.mdb-container.max-pool-size=128"));
    Path after = folder.resolve("post-boot.txt");
    Files.write(
        after,
        List.of(
            "deploy --name smtp " + bundle.resolve("smtp.rar"),
            "deploy --name broker " + bundle.resolve("broker.rar")));
    System.setProperty("micro.jar", System.getenv("MICRO_JAR"));
    System.setProperty(
        "micro.jvm",
        String.join(
            " ",
            "-Xmx512m",
            "-Dwaypost.data=" + folder.resolve("data"),
            "-Dwaypost.hostname=relay.test",
            "-D" + SMTP_PORT + "=" + FreePorts.next(),
            "-Dwaypost.submission.port=" + FreePorts.next(),
            "-Dwaypost.submissions.port=" + FreePorts.next(),
            "-Dwaypost.admin.password=correct-horse-battery"));
    System.setProperty(
        "micro.options",
        String.join(
            " ",
            "--disablephonehome",
            "--nohazelcast",
            "--addlibs " + bundle.resolve("relay-api.jar"),
            "--prebootcommandfile " + before,
            "--postbootcommandfile " + after));
  }
}
