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
package org.waypost.sources;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.smtpclient.AddressFamily;

/**
 * Mail that waits for a source of a pool.
 *
 * @param pool its name
 * @param families in which the source may be
 * @param site where it is bound for, if it waits for a source to be free there
 */
record PoolLine(String pool, Set<AddressFamily> families, Optional<Site> site) {

  private static final String MARK = "pool:";

  /** In front of the name of a site, which may have any characters. */
  private static final Pattern FORM =
      Pattern.compile(MARK + "([A-Za-z0-9._-]{1,64}):(|4|6|46)(?: (.*))?");

  /** Whether mail waits under this name for a source. */
  static boolean isOne(String name) {
    return name.startsWith(MARK);
  }

  /** The name under which the mail waits. */
  String name() {
    String numbers =
        (families.contains(AddressFamily.IPV4) ? "4" : "")
            + (families.contains(AddressFamily.IPV6) ? "6" : "");
    return MARK + pool + ":" + numbers + site.map(it -> " " + it.name()).orElse("");
  }

  /**
   * The line of a name that another process may have given. Of its site no more than the name is
   * known.
   */
  static Optional<PoolLine> of(String name) {
    Matcher parts = FORM.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
    if (parts.group(2).contains("4")) {
      families.add(AddressFamily.IPV4);
    }
    if (parts.group(2).contains("6")) {
      families.add(AddressFamily.IPV6);
    }
    return Optional.of(
        new PoolLine(
            parts.group(1),
            families,
            Optional.ofNullable(parts.group(3))
                .map(site -> new Site(site, List.of(), Integer.MAX_VALUE))));
  }
}
