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
package org.waypost.suspension;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MessageId;
import org.waypost.json.InvalidMemberException;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.scheduling.Suspension;
import org.waypost.scheduling.Suspensions;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/** The suspensions of the database, in memory. */
public final class ManagedSuspensions implements Suspensions, SuspensionList {

  private static final Logger LOG = System.getLogger(ManagedSuspensions.class.getName());

  /** How long a caller waits for the database to begin. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int MOST_CHARACTERS = 500;

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;
  private volatile Snapshot snapshot = new Snapshot(null, List.of(), Map.of());

  private record Key(Suspended.Kind kind, String name) {
    private static final Key ALL = new Key(Suspended.Kind.ALL, "");
  }

  private record Snapshot(
      SuspensionTable.Stamp stamp, List<Suspended> newestFirst, Map<Key, Suspended> byKey) {}

  /** Reads what is suspended. */
  public ManagedSuspensions(Database database, Ledger ledger, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
    sync();
  }

  /** Looks for what has changed, and forgets what has ended; called every 2 seconds. */
  public synchronized void sync() {
    Instant now = clock.instant();
    if (snapshot.newestFirst().stream().anyMatch(each -> !each.holdsAt(now))) {
      ledger.writeAndWait(
          statements -> {
            SuspensionTable.deleteEnded(statements, now.toEpochMilli());
            return null;
          });
    }
    SuspensionTable.Stamp stamp = database.read(SuspensionTable::stamp);
    if (!stamp.equals(snapshot.stamp())) {
      List<Suspended> all = database.read(SuspensionTable::all);
      Map<Key, Suspended> byKey = new HashMap<>();
      all.forEach(each -> byKey.put(new Key(each.kind(), each.name()), each));
      snapshot = new Snapshot(stamp, all, byKey);
    }
  }

  @Override
  public Optional<Suspension> of(String site, String domain) {
    Map<Key, Suspended> byKey = snapshot.byKey();
    if (byKey.isEmpty()) {
      return Optional.empty();
    }
    if (site.startsWith(SENDER)) {
      return holding(byKey, Key.ALL)
          .or(() -> sender(byKey, site.substring(SENDER.length())))
          .map(each -> suspension(each, false));
    }
    return holding(byKey, Key.ALL)
        .or(() -> holding(byKey, new Key(Suspended.Kind.SITE, site)))
        .map(each -> suspension(each, false))
        .or(
            () ->
                holding(byKey, new Key(Suspended.Kind.DOMAIN, domain))
                    .map(each -> suspension(each, true)));
  }

  @Override
  public Optional<Suspension> ofSender(String sender) {
    Map<Key, Suspended> byKey = snapshot.byKey();
    return byKey.isEmpty()
        ? Optional.empty()
        : sender(byKey, sender).map(each -> suspension(each, false));
  }

  private Optional<Suspended> sender(Map<Key, Suspended> byKey, String sender) {
    int at = sender.lastIndexOf('@');
    return holding(byKey, new Key(Suspended.Kind.SENDER, sender))
        .or(
            () ->
                at < 0
                    ? Optional.empty()
                    : holding(byKey, new Key(Suspended.Kind.SENDER, sender.substring(at))));
  }

  private Optional<Suspended> holding(Map<Key, Suspended> byKey, Key key) {
    Suspended found = byKey.get(key);
    return found != null && found.holdsAt(clock.instant()) ? Optional.of(found) : Optional.empty();
  }

  private static Suspension suspension(Suspended suspended, boolean ofDomain) {
    return new Suspension(ofDomain, suspended.reason(), suspended.until());
  }

  @Override
  public Page<Suspended> list(PageRequest page) {
    Instant now = clock.instant();
    List<Suspended> holding =
        snapshot.newestFirst().stream().filter(each -> each.holdsAt(now)).toList();
    return new Page<>(
        holding.stream().skip(page.offset()).limit(page.size()).toList(), page, holding.size());
  }

  @Override
  public Optional<Suspended> find(String id) {
    Instant now = clock.instant();
    return snapshot.newestFirst().stream()
        .filter(each -> each.id().equals(id) && each.holdsAt(now))
        .findFirst();
  }

  @Override
  public Optional<Suspended> suspend(
      Suspended.Kind kind, String name, String reason, Optional<Instant> until, String user) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    if (until.isPresent() && !until.get().isAfter(now)) {
      throw new InvalidMemberException("until", "has passed already");
    }
    Suspended suspended =
        new Suspended(
            MessageId.next().value(),
            kind,
            normalized(kind, name),
            checked(reason),
            until.map(end -> Instant.ofEpochMilli(end.toEpochMilli())),
            now,
            Optional.ofNullable(user));
    boolean made =
        ledger.writeWithin(
            PATIENCE,
            statements -> {
              SuspensionTable.deleteEnded(statements, now.toEpochMilli());
              if (SuspensionTable.exists(statements, kind, suspended.name())) {
                return false;
              }
              if (SuspensionTable.stamp(statements).count() >= SuspensionTable.MOST) {
                throw new InvalidMemberException(
                    "name", "there are " + SuspensionTable.MOST + " suspensions already");
              }
              SuspensionTable.insert(statements, suspended);
              return true;
            });
    if (!made) {
      return Optional.empty();
    }
    sync();
    LOG.log(
        Level.INFO,
        "Suspended by {0}: {1} {2} until {3}",
        user,
        kind,
        suspended.name(),
        until.map(Instant::toString).orElse("it is resumed"));
    return Optional.of(suspended);
  }

  @Override
  public boolean resume(String id, String user) {
    boolean ended =
        ledger.writeWithin(PATIENCE, statements -> SuspensionTable.delete(statements, id));
    sync();
    if (ended) {
      LOG.log(Level.INFO, "Suspension {0} ended by {1}", id, user);
    }
    return ended;
  }

  private static String normalized(Suspended.Kind kind, String name) {
    try {
      switch (kind) {
        case ALL:
          if (!name.isEmpty()) {
            throw new IllegalArgumentException("everything has no name");
          }
          return "";
        case SITE:
          if (name.isBlank() || name.length() > 255) {
            throw new IllegalArgumentException("a site's name, as parked mail shows it");
          }
          return name.toLowerCase(Locale.ROOT);
        case SENDER:
          return name.startsWith("@")
              ? "@" + domain(name.substring(1))
              : EmailAddress.parse(name).toString();
        case DOMAIN:
          // A smart host is a destination with its port.
          return name.contains(":") && !name.startsWith("[")
              ? name.toLowerCase(Locale.ROOT)
              : domain(name);
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidMemberException("name", e.getMessage());
    }
    throw new IllegalStateException("Not a kind: " + kind);
  }

  private static String domain(String name) {
    return EmailAddress.parse("x@" + name).domain();
  }

  private static String checked(String reason) {
    String text = reason.strip();
    if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
      throw new InvalidMemberException(
          "reason", "a text of 1 to " + MOST_CHARACTERS + " characters");
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw new InvalidMemberException("reason", "one line, without control characters");
    }
    return text;
  }
}
