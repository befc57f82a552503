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
package org.waypost.mtasts;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The TXT record that says that there is a policy, and which one (RFC 8461 3.1). */
final class StsRecord {

  private static final Pattern ID =
      Pattern.compile("v=STSv1[ \\t]*;(?:.*;)?[ \\t]*id=([A-Za-z0-9]{1,32})[ \\t]*(?:;.*)?");

  private StsRecord() {}

  /** The policy's id; nothing when there is not exactly one record, and a sound one. */
  static Optional<String> id(List<String> texts) {
    List<String> records =
        texts.stream().filter(text -> text.matches("v=STSv1[ \\t]*;.*")).toList();
    if (records.size() != 1) {
      return Optional.empty();
    }
    Matcher matcher = ID.matcher(records.get(0));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
