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
package org.waypost.test.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to start a relay: its data folder, its ports, its settings. Immutable; starting twice from
 * one launch restarts the same relay.
 */
public final class WaypostLaunch {

  /** What {@code admin} signs in with, unless a launch sets another one. */
  public static final String PASSWORD = "correct-horse-battery";

  private final Path data;
  private final Map<String, String> settings;
  private final Duration patience;

  private WaypostLaunch(Path data, Map<String, String> settings, Duration patience) {
    this.data = data;
    this.settings = Map.copyOf(settings);
    this.patience = patience;
  }

  /** A relay on this data folder and on four free ports, named {@code relay.test}. */
  public static WaypostLaunch on(Path data) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("WAYPOST_DATA", data.toString());
    settings.put("WAYPOST_HOSTNAME", "relay.test");
    settings.put("WAYPOST_BIND", "127.0.0.1");
    settings.put("WAYPOST_ADMIN_PASSWORD", PASSWORD);
    // Most of what a relay of the tests does is to start: the slower compiler is not worth it.
    settings.put("WAYPOST_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    for (String listener : new String[] {"SMTP", "SUBMISSION", "SUBMISSIONS", "HTTP"}) {
      settings.put("WAYPOST_" + listener + "_PORT", Integer.toString(FreePorts.next()));
    }
    return new WaypostLaunch(data, settings, Duration.ofMinutes(3));
  }

  /** The same with one setting more, or another value of it. */
  public WaypostLaunch with(String variable, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(variable, value);
    return new WaypostLaunch(data, more, patience);
  }

  /** The same without one setting. */
  public WaypostLaunch without(String variable) {
    Map<String, String> fewer = new TreeMap<>(settings);
    fewer.remove(variable);
    return new WaypostLaunch(data, fewer, patience);
  }

  /**
   * Starts the relay and waits until it is ready.
   *
   * @throws AssertionError when it ends, or is not ready within 3 minutes (a busy machine is slow)
   */
  public WaypostProcess start() {
    WaypostProcess process = spawn();
    process.awaitReady(patience);
    return process;
  }

  /** Starts the relay and waits for nothing. */
  public WaypostProcess spawn() {
    return WaypostProcess.spawn(this);
  }

  /** The data folder. */
  public Path data() {
    return data;
  }

  /** The value of a setting, or null. */
  public String setting(String variable) {
    return settings.get(variable);
  }

  Map<String, String> settings() {
    return settings;
  }
}
