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
package org.waypost.web.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What pages say: texts of the bundle with figures in them, sizes and durations for people. */
@Named("say")
@ApplicationScoped
public class Texts {

  static final String BUNDLE = "org.waypost.web.texts";

  /** A text of the bundle with one thing in it. */
  public String with(String key, Object value) {
    return format(key, value);
  }

  /** A text of the bundle with two things in it. */
  public String with(String key, Object first, Object second) {
    return format(key, first, second);
  }

  /** Octets as a person reads them: 512 B, 4.2 kB, 1.3 MB. */
  public String size(long octets) {
    if (octets < 1000) {
      return Math.max(0, octets) + " B";
    }
    double value = octets;
    String unit = "";
    for (String next : List.of("kB", "MB", "GB")) {
      if (value < 999.5) {
        break;
      }
      value /= 1000;
      unit = next;
    }
    return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, unit);
  }

  /** Seconds as a person reads them: 45 s, 12 min, 3 h 20 min, 2 d 4 h. */
  public String duration(long seconds) {
    long minutes = seconds / 60;
    if (minutes < 1) {
      return seconds + " s";
    }
    if (minutes < 60) {
      return minutes + " min";
    }
    return minutes < 24 * 60
        ? minutes / 60 + " h " + minutes % 60 + " min"
        : minutes / (24 * 60) + " d " + minutes / 60 % 24 + " h";
  }

  /** The name of a state in the user's language. */
  public String state(Enum<?> state) {
    return format("state." + lower(state));
  }

  /** A constant's name in lower case, as it stands in URLs and class names; null for null. */
  public String key(Enum<?> constant) {
    return lower(constant);
  }

  static String lower(Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }

  static String format(String key, Object... values) {
    FacesContext faces = FacesContext.getCurrentInstance();
    Locale locale =
        faces == null || faces.getViewRoot() == null
            ? Locale.ENGLISH
            : faces.getViewRoot().getLocale();
    String pattern = ResourceBundle.getBundle(BUNDLE, locale).getString(key);
    return new MessageFormat(pattern, locale).format(values);
  }
}
