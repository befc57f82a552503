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
package org.waypost.scheduling;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** The name of a site: the names of its hosts, in order. */
public final class SiteName {

  /** Characters that a name may have. */
  static final int LONGEST = 255;

  private static final int KEPT = 210;

  private SiteName() {}

  /**
   * The same for the same hosts, in whatever order; at most 255 characters. Of longer names the end
   * is replaced by a digest.
   */
  public static String of(List<String> hosts) {
    String name =
        hosts.stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .distinct()
            .sorted()
            .collect(Collectors.joining(","));
    return name.length() <= LONGEST
        ? name
        : name.substring(0, KEPT)
            + "+"
            + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
