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

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where things are.
 *
 * @param home the folder of the archives
 * @param data the folder of all state
 * @param bind the address of the HTTP listener
 * @param httpPort its port
 */
record Bundle(Path home, Path data, String bind, int httpPort) {

  static Bundle ofProcess() {
    return new Bundle(
        Path.of(System.getProperty("waypost.home")),
        Path.of(System.getProperty("waypost.data")).toAbsolutePath().normalize(),
        System.getProperty("waypost.bind"),
        Integer.getInteger("waypost.http.port"));
  }

  Path logFolder() {
    return data.resolve("log");
  }

  /** The server's scratch folder: its configuration, unpacked archives, temporary files. */
  private Path scratch() {
    return data.resolve("tmp");
  }

  /** Makes the folders; nothing of a former run is left in the scratch folder. */
  void prepare() throws IOException {
    Files.createDirectories(logFolder());
    if (Files.exists(scratch())) {
      delete(scratch());
    }
    Files.createDirectories(scratch().resolve("server"));
    System.setProperty("java.io.tmpdir", scratch().toString());
    Files.writeString(loggingFile(), Logging.properties(logFolder()));
    Files.writeString(commandsFile(), BootCommands.text(bind));
  }

  String[] serverArguments() {
    return new String[] {
      "--nocluster",
      "--nohazelcast",
      "--disablephonehome",
      // Given a folder, the server does not delete its classes while it still stops with them.
      "--unpackdir",
      scratch().resolve("server").toString(),
      "--port",
      Integer.toString(httpPort),
      "--logproperties",
      loggingFile().toString(),
      "--prebootcommandfile",
      commandsFile().toString(),
      "--addlibs",
      home.resolve("relay-api.jar").toString()
    };
  }

  private Path loggingFile() {
    return scratch().resolve("logging.properties");
  }

  private Path commandsFile() {
    return scratch().resolve("pre-boot.txt");
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
