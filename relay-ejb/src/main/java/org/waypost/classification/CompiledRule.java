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

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.waypost.api.mail.EnhancedStatus;

/** A rule made ready to be asked. */
final class CompiledRule {

  private final BounceRule rule;
  private final String[] status;
  private final String host;
  private final Pattern text;

  CompiledRule(BounceRule rule) {
    this.rule = rule;
    status = rule.status() == null ? null : rule.status().split("\\.");
    host = rule.host() == null ? null : rule.host().toLowerCase(Locale.ROOT);
    text = rule.text() == null ? null : Pattern.compile(rule.text(), Pattern.CASE_INSENSITIVE);
  }

  BounceRule rule() {
    return rule;
  }

  /** Cheap conditions first. */
  boolean matches(Refusal refusal) {
    return (rule.code() == null || Integer.toString(refusal.code()).startsWith(rule.code()))
        && (status == null || matches(refusal.status()))
        && (host == null || matchesHost(refusal.host()))
        && (text == null || text.matcher(refusal.text()).find());
  }

  private boolean matches(EnhancedStatus given) {
    return given != null
        && fits(status[0], given.statusClass())
        && fits(status[1], given.subject())
        && fits(status[2], given.detail());
  }

  private static boolean fits(String wanted, int given) {
    return wanted.equals("x") || wanted.equals("*") || wanted.equals(Integer.toString(given));
  }

  private boolean matchesHost(String given) {
    if (given == null) {
      return false;
    }
    return host.startsWith("*") ? given.endsWith(host.substring(1)) : given.equals(host);
  }

  /** The conditions, and what of a refusal that matches fulfils them. */
  List<String> why(Refusal refusal) {
    List<String> why = new ArrayList<>();
    if (rule.code() != null) {
      why.add("the reply code " + refusal.code() + " begins with " + rule.code());
    }
    if (status != null) {
      why.add("the enhanced status code " + refusal.status() + " is " + rule.status());
    }
    if (host != null) {
      why.add("the host " + refusal.host() + " is " + rule.host());
    }
    if (text != null) {
      Matcher found = text.matcher(refusal.text());
      why.add(
          (found.find() ? "'" + found.group() + "' in the text" : "the text")
              + " is "
              + rule.text());
    }
    return why;
  }
}
