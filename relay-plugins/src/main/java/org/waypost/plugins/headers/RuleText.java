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
package org.waypost.plugins.headers;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Optional;
import org.waypost.api.extension.FilterResult;
import org.waypost.plugins.message.HeaderEdit;
import org.waypost.plugins.message.RawField;
import org.waypost.plugins.outcome.Consequence;

/**
 * Reads rules as administrators write them, one after the other from the left:
 *
 * <pre>
 * [if [not] NAME [/pattern/[i]]] add NAME: value
 *                                remove NAME [/pattern/[i]]
 *                                rewrite NAME /pattern/replacement/[i]
 *                                tag WORD
 *                                reject WORDS, tempfail WORDS, hold [WORDS], discard [WORDS]
 * </pre>
 */
final class RuleText {

  private final String text;
  private String rest;

  private RuleText(String text) {
    this.text = text;
    this.rest = text.strip();
  }

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException when it is none; the message says why
   */
  static HeaderRule parse(String text) {
    try {
      return new RuleText(text).rule();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Rule '" + text + "': " + e.getMessage(), e);
    }
  }

  private HeaderRule rule() {
    Optional<FieldPattern> condition = Optional.empty();
    boolean negated = false;
    String word = word("an action");
    if (word.equals("if")) {
      String name = word("the name of a field");
      if (name.equals("not")) {
        negated = true;
        name = word("the name of a field");
      }
      condition = Optional.of(new FieldPattern(checked(name), optionalPattern()));
      word = word("an action");
    }
    return new HeaderRule(condition, negated, action(word.toLowerCase(Locale.ROOT)));
  }

  private HeaderRule.Action action(String word) {
    return switch (word) {
      case "add" -> add();
      case "remove" -> remove();
      case "rewrite" -> rewrite();
      case "tag" -> tag();
      case "reject", "tempfail", "hold", "discard" ->
          decide(Consequence.valueOf(word.toUpperCase(Locale.ROOT)));
      default -> throw new IllegalArgumentException("there is no action '" + word + "'");
    };
  }

  private HeaderRule.Action add() {
    int colon = rest.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("add is followed by NAME: value");
    }
    RawField field = HeaderEdit.field(rest.substring(0, colon).strip(), rest.substring(colon + 1));
    return (edit, tags) -> {
      edit.insert(0, field);
      return Optional.empty();
    };
  }

  private HeaderRule.Action remove() {
    FieldPattern which = new FieldPattern(checked(word("the name of a field")), optionalPattern());
    end();
    return (edit, tags) -> {
      edit.remove(which::matches);
      return Optional.empty();
    };
  }

  private HeaderRule.Action rewrite() {
    String name = checked(word("the name of a field"));
    String from = slashed();
    rest = "/" + rest;
    String to = slashed();
    Pattern pattern = FieldPattern.pattern(from, flag());
    end();
    pattern.matcher("").replaceAll(to);
    return (edit, tags) -> {
      edit.rewrite(
          each -> each.is(name),
          each -> {
            String value = pattern.matcher(each.value()).replaceAll(to);
            return value.equals(each.value())
                ? each
                : new RawField(each.name(), " " + HeaderEdit.folded(value));
          });
      return Optional.empty();
    };
  }

  private HeaderRule.Action tag() {
    String tag = rest;
    if (tag.isBlank() || tag.length() > FilterResult.MAX_TAG) {
      throw new IllegalArgumentException("tag is followed by the tag");
    }
    return (edit, tags) -> {
      tags.add(tag);
      return Optional.empty();
    };
  }

  private HeaderRule.Action decide(Consequence consequence) {
    String words = rest.isBlank() ? "Refused by a rule of the header" : rest;
    FilterResult result = consequence.result(words, words, "");
    return (edit, tags) -> Optional.of(result);
  }

  private String word(String what) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(what + " is missing");
    }
    String[] parts = rest.split("\\s+", 2);
    rest = parts.length > 1 ? parts[1] : "";
    return parts[0];
  }

  private static String checked(String name) {
    if (!name.matches("[!-9;-~]{1,76}")) {
      throw new IllegalArgumentException("'" + name + "' is no name of a field");
    }
    return name;
  }

  private Pattern optionalPattern() {
    if (!rest.startsWith("/")) {
      return null;
    }
    String pattern = slashed();
    return FieldPattern.pattern(pattern, flag());
  }

  /** Reads what stands between two slashes, where {@code \/} is a slash. */
  private String slashed() {
    if (!rest.startsWith("/")) {
      throw new IllegalArgumentException("a pattern stands between slashes");
    }
    StringBuilder between = new StringBuilder();
    for (int i = 1; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c == '\\' && i + 1 < rest.length()) {
        i++;
        between.append(rest.charAt(i) == '/' ? "/" : "\\" + rest.charAt(i));
      } else if (c == '/') {
        rest = rest.substring(i + 1);
        return between.toString();
      } else {
        between.append(c);
      }
    }
    throw new IllegalArgumentException("a slash is missing in " + text);
  }

  private boolean flag() {
    boolean anyCase = rest.equals("i") || rest.startsWith("i ");
    rest = (anyCase ? rest.substring(1) : rest).strip();
    return anyCase;
  }

  private void end() {
    if (!rest.isBlank()) {
      throw new IllegalArgumentException("'" + rest + "' is too much");
    }
  }
}
