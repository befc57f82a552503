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
import java.util.List;

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

  /** The folder of the unpacked server, which is only read. */
  Path server() {
    return home.resolve("server");
  }

  /** The scratch folder: the server's configuration, unpacked archives, temporary files. */
  private Path scratch() {
    return data.resolve("tmp");
  }

  /** What the server of this run may write to. */
  private Path instance() {
    return scratch().resolve("server");
  }

  /** Makes the folders; nothing of a former run is left in the scratch folder. */
  void prepare() throws IOException {
    Files.createDirectories(logFolder());
    if (Files.exists(scratch())) {
      delete(scratch());
    }
    Files.createDirectories(scratch());
    for (String part : List.of("config", "docroot", "lib")) {
      copy(server().resolve(part), instance().resolve(part));
    }
    System.setProperty("java.io.tmpdir", scratch().toString());
    Files.writeString(loggingFile(), Logging.properties(logFolder()));
    Files.writeString(commandsFile(), BootCommands.text(bind));
  }

  String[] serverArguments() {
    return new String[] {
      "--nocluster",
      "--nohazelcast",
      "--disablephonehome",
      "--rootdir",
      instance().toString(),
      "--port",
      Integer.toString(httpPort),
      "--logproperties",
      loggingFile().toString(),
      "--prebootcommandfile",
      commandsFile().toString()
    };
  }

  private Path loggingFile() {
    return scratch().resolve("logging.properties");
  }

  private Path commandsFile() {
    return scratch().resolve("pre-boot.txt");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
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
