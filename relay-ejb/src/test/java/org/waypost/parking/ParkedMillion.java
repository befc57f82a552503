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
package org.waypost.parking;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.waypost.api.mail.MessageId;
import org.waypost.queue.Mails;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/**
 * Fills a database with parked mail, fast: each with its trace and a small body, of 300 sites, 500
 * domains and 100 senders, accepted within the last two days. One in 97 is due.
 */
public final class ParkedMillion {

  private static final int CHUNK = 5_000;
  private static final Duration OLDEST = Duration.ofDays(2);

  private ParkedMillion() {}

  /**
   * Parks so many groups. H2 makes its indexes behind that: page by page it takes many times as
   * long.
   */
  public static void fill(Database database, Ledger ledger, int rows) {
    List<String> indexes = database.isEmbedded() ? indexes(database) : List.of();
    indexes.forEach(each -> change(ledger, "drop index " + each.split(" ")[2]));
    insert(database, ledger, rows);
    indexes.forEach(each -> change(ledger, each));
  }

  private static List<String> indexes(Database database) {
    return database.read(
        statements ->
            statements
                .query("script nodata table parked, message, recipient", row -> row.getString(1))
                .stream()
                .filter(line -> line.startsWith("CREATE INDEX"))
                .toList());
  }

  private static void change(Ledger ledger, String sql) {
    ledger.writeAndWait(statements -> statements.update(sql));
  }

  private static void insert(Database database, Ledger ledger, int rows) {
    String range = database.isEmbedded() ? "system_range(?, ?)" : "generate_series(?, ?)";
    Instant now = Instant.now();
    for (int from = 0; from < rows; from += CHUNK) {
      int first = from;
      int last = Math.min(from + CHUNK, rows) - 1;
      Instant accepted =
          now.minus(OLDEST).plusMillis(OLDEST.toMillis() * from / rows).minusSeconds(1);
      ledger.writeAndWait(
          statements -> {
            fill(statements, range, accepted, now, first, last);
            return null;
          });
    }
  }

  private static void fill(
      org.waypost.store.Statements statements,
      String range,
      Instant accepted,
      Instant now,
      int first,
      int last)
      throws java.sql.SQLException {
    String id =
        "'"
            + MessageId.lowestOf(accepted).substring(0, 10)
            + "' || lpad(cast(x as varchar), 16, '0')";
    String from = " from " + range + " as r(x)";
    String sender = "'s' || mod(x, 100) || '@sender' || mod(x, 10) || '.example'";
    String domain = "'d' || mod(x, 500) || '.example'";
    String recipient = "'r' || x || '@' || " + domain;
    statements.update(
        "insert into parked (message_id, group_number, sender, recipients, subject, route,"
            + " destination, smtp_utf8, eight_bit, size, accepted_at, state, attempts, claim,"
            + " due_at, expires_at, changed_at, last_reply, priority, told, site, tags, domain)"
            + " select "
            + id
            + ", 1, "
            + sender
            + ", "
            + recipient
            + ", 'Hello', 'mx', "
            + domain
            + ", false, false, "
            + Mails.TEXT.length()
            + ", "
            + accepted.toEpochMilli()
            + ", 'DEFERRED', 1, 2, case when mod(x, 97) = 0 then "
            + now.minusSeconds(60).toEpochMilli()
            + " + mod(x, 60000) else "
            + now.plus(Duration.ofHours(1)).toEpochMilli()
            + " + mod(x, 86400000) end, "
            + now.plus(Duration.ofDays(5)).toEpochMilli()
            + ", "
            + now.toEpochMilli()
            + ", '451 4.7.1 Greylisted, try again later', 0, false, 'mx' || mod(x, 300) ||"
            + " '.example', 'campaign' || mod(x, 20), "
            + domain
            + from,
        first,
        last);
    statements.update(
        "insert into message (id, accepted_at, source, sender, recipients, recipient_count,"
            + " subject, size, state) select "
            + id
            + ", "
            + accepted.toEpochMilli()
            + ", 'SMTP', "
            + sender
            + ", "
            + recipient
            + ", 1, 'Hello', "
            + Mails.TEXT.length()
            + ", 'DEFERRED'"
            + from,
        first,
        last);
    statements.update(
        "insert into recipient (message_id, address, domain, state, updated_at) select "
            + id
            + ", "
            + recipient
            + ", "
            + domain
            + ", 'DEFERRED', "
            + accepted.toEpochMilli()
            + from,
        first,
        last);
    statements.update(
        "insert into content (message_id, group_number, block, data) select "
            + id
            + ", 1, 0, cast(? as bytea)"
            + from,
        Mails.TEXT.getBytes(StandardCharsets.US_ASCII),
        first,
        last);
  }
}
