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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.waypost.api.mail.MessageId;

/** The condition of a selection on the table parked, under the name p. */
final class SelectionSql {

  private final StringBuilder condition = new StringBuilder("1 = 1");
  private final List<Object> parameters = new ArrayList<>();

  private SelectionSql() {}

  static SelectionSql of(Selection selection) {
    SelectionSql sql = new SelectionSql();
    if (!selection.ids().isEmpty()) {
      sql.add(
          "p.message_id in ("
              + String.join(", ", Collections.nCopies(selection.ids().size(), "?"))
              + ")",
          selection.ids().stream().map(MessageId::value).toArray());
    }
    selection.site().ifPresent(site -> sql.add("p.site = ?", site));
    selection.destination().ifPresent(to -> sql.add("p.destination = ?", to));
    selection.domain().ifPresent(sql::addDomain);
    selection.sender().ifPresent(sql::addSender);
    selection
        .tag()
        .ifPresent(tag -> sql.add("? || p.tags || ? like ? escape '!'", "\n", "\n", line(tag)));
    selection
        .reply()
        .ifPresent(
            part ->
                sql.add(
                    "lower(p.last_reply) like ? escape '!'",
                    "%" + escaped(part.toLowerCase(Locale.ROOT)) + "%"));
    selection.state().ifPresent(state -> sql.add("p.state = ?", state.name()));
    selection.acceptedAfter().ifPresent(time -> sql.add("p.accepted_at >= ?", time.toEpochMilli()));
    selection.acceptedBefore().ifPresent(time -> sql.add("p.accepted_at < ?", time.toEpochMilli()));
    return sql;
  }

  /** True or false, without "where". */
  String condition() {
    return condition.toString();
  }

  /** Those of the condition, and others behind them. */
  Object[] parameters(Object... more) {
    List<Object> all = new ArrayList<>(parameters);
    Collections.addAll(all, more);
    return all.toArray();
  }

  /** Of a group whose recipients are of several domains, the recipients are looked at. */
  private void addDomain(String domain) {
    String end = escaped("@" + domain);
    add(
        "p.domain in (?, ?) and (p.domain = ? or p.recipients like ? escape '!'"
            + " or p.recipients like ? escape '!')",
        domain,
        ParkedTable.SEVERAL,
        domain,
        "%" + end,
        "%" + end + "\n%");
  }

  private void addSender(String sender) {
    if (sender.startsWith("@")) {
      add("p.sender like ? escape '!'", "%" + escaped(sender));
    } else {
      add("p.sender = ?", sender);
    }
  }

  private void add(String part, Object... values) {
    condition.append(" and ").append(part);
    Collections.addAll(parameters, values);
  }

  private static String line(String text) {
    return "%\n" + escaped(text) + "\n%";
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
