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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Metadata;
import org.waypost.api.mail.Recipient;
import org.waypost.content.ContentTable;
import org.waypost.parking.ParkedEntry.State;
import org.waypost.queue.ClaimCheck;
import org.waypost.queue.DestinationGroup;
import org.waypost.queue.MailHeader;
import org.waypost.queue.OptionsText;
import org.waypost.queue.RecipientsText;
import org.waypost.store.Statements;

/** The table of parked mail. Every method takes part in the caller's ledger work. */
public final class ParkedTable {

  private static final String COLUMNS =
      "p.message_id, p.group_number, p.sender, p.recipients, p.subject, p.route, p.destination,"
          + " p.smtp_utf8, p.eight_bit, p.size, p.accepted_at, p.state, p.attempts, p.due_at,"
          + " p.expires_at, p.last_reply, p.options, p.recipient_options, p.told, p.site,"
          + " p.redirect, p.tags, p.deadline_told";

  /** The domain of a group whose recipients are of several. */
  static final String SEVERAL = "*";

  static final String DUE =
      "select message_id, group_number, claim, priority, site, destination, due_at, accepted_at,"
          + " expires_at, told, deadline_told, options from parked"
          + " where state = ? and due_at <= ? order by state, due_at limit ?";

  private static final String WITH_MESSAGE =
      "select "
          + COLUMNS
          + ", m.source, m.peer, m.helo, m.account, m.listener, m.header_message_id,"
          + " m.recipient_count, m.metadata from parked p left join message m on m.id = p.message_id"
          + " where p.message_id = ? and p.group_number = ?";

  private ParkedTable() {}

  /**
   * Who claims a group.
   *
   * @param process names this run of the process
   * @param number of the claim within it
   * @param alone whether no other process can be at work on this database
   */
  record Claimant(String process, long number, boolean alone) {
    String owner() {
      return process + "/" + number;
    }
  }

  /** Whether the group has a row. */
  public static boolean knows(Statements statements, MessageId id, int group) throws SQLException {
    return statements.exists(
        "select 1 from parked where message_id = ? and group_number = ?", id.value(), group);
  }

  /** A group as it is parked at this moment. */
  public static Optional<ParkedGroup> find(Statements statements, MessageId id, int group)
      throws SQLException {
    return statements.first(WITH_MESSAGE, ParkedTable::group, id.value(), group);
  }

  /** Parks a group, or changes its row; the content is stored by the caller. */
  public static void park(Statements statements, ParkedGroup parked) throws SQLException {
    if (!parkAgain(statements, parked)) {
      insert(statements, parked);
    }
  }

  /**
   * Changes the row of a group; false when it has none. The claim moves on, so that a copy of the
   * claim check of the attempt before is void for ever.
   */
  public static boolean parkAgain(Statements statements, ParkedGroup parked) throws SQLException {
    return statements.update(
            "update parked set recipients = ?, recipient_options = ?, route = ?, destination = ?,"
                + " state = ?, attempts = ?, claim = claim + 1, due_at = ?, expires_at = ?,"
                + " changed_at = ?, told = ?, deadline_told = ?, site = ?, redirect = ?,"
                + " last_reply = coalesce(?, last_reply), domain = ?, owner = null"
                + " where message_id = ? and group_number = ?",
            RecipientsText.addresses(parked.group().recipients()),
            RecipientsText.options(parked.group().recipients()),
            parked.group().route(),
            parked.group().destination(),
            parked.state().name(),
            parked.attempts(),
            parked.dueAt().toEpochMilli(),
            parked.expiresAt().toEpochMilli(),
            System.currentTimeMillis(),
            parked.told().delay(),
            parked.told().deadline(),
            parked.site(),
            parked.redirect(),
            parked.lastReply(),
            domain(parked.group()),
            parked.header().id().value(),
            parked.group().number())
        > 0;
  }

  private static void insert(Statements statements, ParkedGroup parked) throws SQLException {
    MailHeader header = parked.header();
    statements.update(
        "insert into parked (message_id, group_number, sender, recipients, subject, route,"
            + " destination, smtp_utf8, eight_bit, size, accepted_at, state, attempts, claim,"
            + " due_at, expires_at, changed_at, last_reply, options, recipient_options, priority,"
            + " told, deadline_told, site, redirect, tags, account, party, line_at, domain) values ("
            + "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " ?)",
        header.id().value(),
        parked.group().number(),
        header.sender().toString(),
        RecipientsText.addresses(parked.group().recipients()),
        header.subject(),
        parked.group().route(),
        parked.group().destination(),
        header.smtpUtf8(),
        header.eightBit(),
        header.size(),
        header.acceptedAt().toEpochMilli(),
        parked.state().name(),
        parked.attempts(),
        parked.dueAt().toEpochMilli(),
        parked.expiresAt().toEpochMilli(),
        System.currentTimeMillis(),
        parked.lastReply(),
        OptionsText.of(header.options()),
        RecipientsText.options(parked.group().recipients()),
        header.options().priority(),
        parked.told().delay(),
        parked.told().deadline(),
        parked.site(),
        parked.redirect(),
        header.tags().isEmpty() ? null : String.join("\n", header.tags()),
        header.origin().user(),
        Party.of(header.origin().user(), header.sender()),
        header.acceptedAt().toEpochMilli(),
        domain(parked.group()));
  }

  /** The domain that all recipients share, or {@value #SEVERAL}. */
  private static String domain(DestinationGroup group) {
    String first = group.recipients().get(0).address().domain();
    return group.recipients().stream().allMatch(each -> each.address().domain().equals(first))
        ? first
        : SEVERAL;
  }

  /** Deletes a group with its content. */
  public static void delete(Statements statements, MessageId id, int group) throws SQLException {
    statements.update(
        "delete from parked where message_id = ? and group_number = ?", id.value(), group);
    ContentTable.delete(statements, id, group);
  }

  /**
   * Claims a group for an attempt: raises its claim to that of the claim check.
   *
   * @param claimant who claims
   * @param again whether the queue delivers the claim check again, so that it may be the one that
   *     raised the claim before
   * @return the group, or nothing when another copy was first, or the group is gone
   */
  static Optional<ParkedGroup> claim(
      Statements statements, ClaimCheck check, Claimant claimant, boolean again)
      throws SQLException {
    int claimed =
        statements.update(
            "update parked set claim = ?, state = 'ACTIVE', owner = ?, changed_at = ?"
                + " where message_id = ? and group_number = ? and claim = ?",
            check.claim(),
            claimant.owner(),
            System.currentTimeMillis(),
            check.id().value(),
            check.group(),
            check.claim() - 1);
    if (claimed == 0) {
      // Raised before: by this very work, run again; by an attempt that failed; or by a process
      // that died, whose claim checks the queue does not always mark as delivered again.
      claimed =
          statements.update(
              "update parked set owner = ?, changed_at = ?"
                  + " where message_id = ? and group_number = ? and claim = ? and state = 'ACTIVE'"
                  + " and (owner = ? or ? or (? and owner not like ?))",
              claimant.owner(),
              System.currentTimeMillis(),
              check.id().value(),
              check.group(),
              check.claim(),
              claimant.owner(),
              again,
              claimant.alone(),
              claimant.process() + "/%");
    }
    if (claimed == 0) {
      return Optional.empty();
    }
    return statements.first(
        WITH_MESSAGE + " and p.claim = ? and p.state = 'ACTIVE'",
        ParkedTable::group,
        check.id().value(),
        check.group(),
        check.claim());
  }

  /**
   * A group that is due.
   *
   * @param check would claim it
   * @param state DEFERRED, SCHEDULED or WAITING
   * @param site where it went or waits; null when that is not known
   * @param told of what its sender has been told
   * @param options what its sender asked for
   */
  record Due(
      ClaimCheck check,
      State state,
      String site,
      String destination,
      Instant acceptedAt,
      Instant expiresAt,
      Told told,
      String options) {}

  /**
   * What is due, most overdue first. One look into the index parked_due for each state: with all
   * states in one condition, databases sort everything that is due.
   */
  static List<Due> due(Statements statements, Instant now, int limit) throws SQLException {
    record Row(long dueAt, Due due) {}
    List<Row> rows = new ArrayList<>();
    for (State state : List.of(State.DEFERRED, State.SCHEDULED, State.WAITING)) {
      rows.addAll(
          statements.query(
              DUE,
              row -> new Row(row.getLong(7), due(state, row)),
              state.name(),
              now.toEpochMilli(),
              limit));
    }
    return rows.stream()
        .sorted(Comparator.comparing(Row::dueAt))
        .limit(limit)
        .map(Row::due)
        .toList();
  }

  private static Due due(State state, ResultSet row) throws SQLException {
    return new Due(
        new ClaimCheck(
            new MessageId(row.getString(1)), row.getInt(2), row.getInt(3) + 1, row.getInt(4)),
        state,
        row.getString(5),
        row.getString(6),
        Instant.ofEpochMilli(row.getLong(8)),
        Instant.ofEpochMilli(row.getLong(9)),
        new Told(row.getBoolean(10), row.getBoolean(11)),
        row.getString(12));
  }

  /** Notes that a claim check is in the queue, unless it has been claimed already. */
  static void sent(Statements statements, ClaimCheck check) throws SQLException {
    statements.update(
        "update parked set state = 'ACTIVE', changed_at = ?"
            + " where message_id = ? and group_number = ? and claim = ?",
        System.currentTimeMillis(),
        check.id().value(),
        check.group(),
        check.claim() - 1);
  }

  /** Reads {@link #COLUMNS} and the message's columns behind them. */
  private static ParkedGroup group(ResultSet row) throws SQLException {
    List<Recipient> recipients = RecipientsText.read(row.getString(4), row.getString(18));
    String source = row.getString(24);
    MailHeader.Origin origin =
        new MailHeader.Origin(
            source == null ? "LOCAL" : source,
            row.getString(25),
            row.getString(26),
            row.getString(27),
            row.getString(28));
    MailHeader header =
        new MailHeader(
            new MessageId(row.getString(1)),
            Instant.ofEpochMilli(row.getLong(11)),
            EmailAddress.parse(row.getString(3)),
            origin,
            row.getString(5),
            row.getString(29),
            row.getString(22) == null ? List.of() : List.of(row.getString(22).split("\n")),
            Metadata.ofText(row.getString(31)),
            Math.max(recipients.size(), row.getInt(30)),
            row.getLong(10),
            row.getBoolean(9),
            OptionsText.read(row.getString(17), row.getBoolean(8)));
    return new ParkedGroup(
        header,
        new DestinationGroup(row.getInt(2), row.getString(6), row.getString(7), recipients),
        State.valueOf(row.getString(12)),
        row.getInt(13),
        Instant.ofEpochMilli(row.getLong(14)),
        Instant.ofEpochMilli(row.getLong(15)),
        new Told(row.getBoolean(19), row.getBoolean(23)),
        row.getString(20),
        row.getString(21),
        row.getString(16));
  }
}
