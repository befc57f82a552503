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
package org.waypost.classification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the rules that are shipped. */
final class ShippedRules {

  private static final Pattern LINE =
      Pattern.compile("(\\w+)\\s+(\\S+)((?:\\s+(?:code|status|host)=\\S+)*)(?:\\s+text=(.+))?");
  private static final Pattern CONDITION = Pattern.compile("(code|status|host)=(\\S+)");

  private ShippedRules() {}

  static List<BounceRule> read() {
    List<BounceRule> rules = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                ShippedRules.class.getResourceAsStream("rules.txt"), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          rules.add(rule(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(rules);
  }

  private static BounceRule rule(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalStateException("Not a rule: " + line);
    }
    Map<String, String> conditions = new HashMap<>();
    Matcher each = CONDITION.matcher(matcher.group(3));
    while (each.find()) {
      conditions.put(each.group(1), each.group(2));
    }
    return new BounceRule(
        matcher.group(2),
        Category.of(matcher.group(1)),
        conditions.get("code"),
        conditions.get("status"),
        conditions.get("host"),
        matcher.group(4));
  }
}
