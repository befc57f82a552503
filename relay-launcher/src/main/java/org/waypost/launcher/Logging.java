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
package org.waypost.launcher;

import java.nio.file.Path;

/**
 * The server's log: one line an event in {@code waypost.0.log}, at most 50 MiB with the four files
 * before it; on the console only what is an error.
 */
final class Logging {

  private Logging() {}

  static String properties(Path folder) {
    String pattern = folder.resolve("waypost.%g.log").toString().replace("\\", "\\\\");
    return String.join(
            "\n",
            "handlers=java.util.logging.FileHandler,java.util.logging.ConsoleHandler",
            ".level=INFO",
            "java.util.logging.FileHandler.pattern=" + pattern,
            "java.util.logging.FileHandler.limit=10485760",
            "java.util.logging.FileHandler.count=5",
            "java.util.logging.FileHandler.append=true",
            "java.util.logging.FileHandler.level=INFO",
            "java.util.logging.FileHandler.encoding=UTF-8",
            "java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter",
            "java.util.logging.ConsoleHandler.level=SEVERE",
            "java.util.logging.ConsoleHandler.formatter=org.waypost.launcher.ConsoleLine",
            "java.util.logging.SimpleFormatter.format="
                + "%1$tY-%1$tm-%1$tdT%1$tH:%1$tM:%1$tS.%1$tL%1$tz %4$s %3$s %5$s%6$s%n",
            // It complains of every java:global name that the application itself defines.
            "javax.enterprise.system.tools.deployment.dol.level=OFF",
            "javax.enterprise.system.tools.deployment.common.level=WARNING",
            "com.hazelcast.level=WARNING",
            "org.glassfish.admin.mbeanserver.level=WARNING",
            "org.hibernate.validator.internal.util.Version.level=WARNING")
        + "\n";
  }
}
