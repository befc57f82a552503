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
package org.waypost.extensions;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A real plug-in: sources that are compiled against the extension points alone, in a JAR. */
final class TestPlugin {

  private final String xml;
  private final Map<String, String> sources = new LinkedHashMap<>();

  private TestPlugin(String xml) {
    this.xml = xml;
  }

  static TestPlugin of(String xml) {
    return new TestPlugin(xml);
  }

  /** With one contribution to {@code contentFilter}, of class {@code example.Filter}. */
  static TestPlugin filter(String id, String parameters, String body) {
    return of("""
            <plugin id="%s" name="Test" version="1.2.3" api="1.0">
              <extension point="org.waypost.contentFilter">
                <contentFilter id="filter" name="A filter" class="example.Filter">
                  <description>For tests.</description>
                  %s
                </contentFilter>
              </extension>
            </plugin>
            """
            .formatted(id, parameters))
        .with(
            "example.Filter",
            """
            package example;
            import org.waypost.api.extension.*;
            import org.waypost.api.mail.*;
            import org.waypost.api.smtp.MailContent;
            public class Filter implements ContentFilter {
              private ExtensionContext context;
              @Override public void start(ExtensionContext context) { this.context = context; }
              @Override public FilterResult filter(MailFacts mail, MailContent content) throws Exception {
                %s
              }
            }
            """
                .formatted(body));
  }

  TestPlugin with(String className, String source) {
    sources.put(className, source);
    return this;
  }

  /** Puts the JAR there at once, as a whole. */
  void into(Path folder, String name) throws IOException {
    Path work = Files.createTempDirectory("plugin");
    Path classes = Files.createDirectory(work.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-d",
                classes.toString(),
                "-proc:none",
                "-classpath",
                apiLocation(),
                "--release",
                "17"));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file =
          work.resolve(source.getKey().substring(source.getKey().lastIndexOf('.') + 1) + ".java");
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    if (!sources.isEmpty()) {
      JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
      if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
        throw new IllegalStateException("The plug-in does not compile");
      }
    }
    Path jar = work.resolve("plugin.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      entries.putNextEntry(new JarEntry("plugin.xml"));
      entries.write(xml.getBytes(StandardCharsets.UTF_8));
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        entries.write(Files.readAllBytes(file));
      }
    }
    Files.createDirectories(folder);
    Files.move(jar, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String apiLocation() {
    try {
      return Path.of(
              org.waypost.api.extension.Extension.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI())
          .toString();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
