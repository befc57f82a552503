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
package org.waypost.web.rest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.waypost.suppression.Suppression;
import org.waypost.suppression.Suppressions;

/** The suppression list as comma-separated values, page by page, so that it may be long. */
final class SuppressionExport {

  private static final int AT_ONCE = 1_000;

  private SuppressionExport() {}

  static void write(Suppressions suppressions, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write("address,category,reason,expiresAt,scope,origin,since\r\n");
    String address = "";
    String scope = "";
    List<Suppression> page;
    do {
      page = suppressions.behind(address, scope, AT_ONCE);
      for (Suppression each : page) {
        writer.write(CsvFields.write(fields(each)));
        writer.write("\r\n");
        address = each.address();
        scope = each.scope();
      }
    } while (page.size() == AT_ONCE);
    writer.flush();
  }

  private static List<String> fields(Suppression entry) {
    return List.of(
        entry.address(),
        entry.category().word(),
        entry.reason(),
        entry.expiresAt().map(Instant::toString).orElse(""),
        entry.scope(),
        entry.origin().name().toLowerCase(Locale.ROOT),
        entry.since().toString());
  }
}
