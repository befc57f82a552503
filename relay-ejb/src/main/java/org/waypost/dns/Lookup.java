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
package org.waypost.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** One question, with the aliases that it leads over (RFC 1034 3.6.2). Used once. */
final class Lookup {

  /** Aliases followed, whether they come in one answer or have to be asked for. */
  private static final int MOST_ALIASES = 8;

  private final Resolver resolver;
  private final boolean authenticated;
  private final Question question;
  private final Set<Name> seen = new HashSet<>();
  private final List<Record> aliases = new ArrayList<>();
  private boolean secure = true;

  /**
   * A look-up.
   *
   * @param authenticated whether AD in an answer of the resolver means that DNSSEC vouches for it
   */
  Lookup(Resolver resolver, boolean authenticated, Question question) {
    this.resolver = resolver;
    this.authenticated = authenticated;
    this.question = question;
  }

  /** Asks; never exceptional. */
  CompletionStage<TimedAnswer> run(Duration patience) {
    return ask(question.name())
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(thrown -> TimedAnswer.failed(Upstreams.reason(thrown)));
  }

  private CompletableFuture<TimedAnswer> ask(Name name) {
    CompletableFuture<Message> sent;
    try {
      Message query = Message.newQuery(Record.newRecord(name, question.type(), DClass.IN));
      if (authenticated) {
        // RFC 6840 5.7: whoever understands AD sets it in the question.
        query.getHeader().setFlag(Flags.AD);
      }
      sent = resolver.sendAsync(query).toCompletableFuture();
    } catch (RuntimeException e) {
      sent = CompletableFuture.failedFuture(e);
    }
    return sent.thenCompose(message -> read(name, message));
  }

  private CompletableFuture<TimedAnswer> read(Name asked, Message message) {
    int rcode = message.getRcode();
    if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
      return done(TimedAnswer.failed(refusal(message)));
    }
    secure &= authenticated && message.getHeader().getFlag(Flags.AD);
    Name name = asked;
    while (true) {
      Name owner = name;
      List<Record> own =
          message.getSection(Section.ANSWER).stream()
              .filter(each -> each.getName().equals(owner))
              .toList();
      List<Record> wanted = own.stream().filter(each -> each.getType() == question.type()).toList();
      if (!wanted.isEmpty()) {
        List<Record> all = new ArrayList<>(wanted);
        all.addAll(aliases);
        return done(new TimedAnswer(new Answer.Records(wanted, owner, secure), Ttl.of(all)));
      }
      Record alias = own.stream().filter(CNAMERecord.class::isInstance).findFirst().orElse(null);
      if (alias == null) {
        return absent(asked, owner, message);
      }
      aliases.add(alias);
      if (!seen.add(owner) || aliases.size() > MOST_ALIASES) {
        return done(TimedAnswer.failed("aliases without end"));
      }
      name = ((CNAMERecord) alias).getTarget();
    }
  }

  private CompletableFuture<TimedAnswer> absent(Name asked, Name end, Message message) {
    if (message.getRcode() == Rcode.NXDOMAIN) {
      return done(new TimedAnswer(new Answer.NoName(secure), Ttl.ofAbsence(message)));
    }
    boolean hasSoa =
        message.getSection(Section.AUTHORITY).stream().anyMatch(r -> r.getType() == Type.SOA);
    if (!end.equals(asked) && !hasSoa) {
      // The server left it to us to follow the alias.
      return ask(end);
    }
    return done(new TimedAnswer(new Answer.NoData(secure), Ttl.ofAbsence(message)));
  }

  /** RFC 8914: some servers, and the validator, say more than the code does. */
  private static String refusal(Message message) {
    String what =
        message.getRcode() == Rcode.SERVFAIL
            ? "the server failed (SERVFAIL)"
            : "the server answered " + Rcode.string(message.getRcode());
    OPTRecord opt = message.getOPT();
    if (opt != null) {
      for (var each : opt.getOptions()) {
        if (each instanceof ExtendedErrorCodeOption more) {
          String text = more.getText() == null ? "" : ": " + more.getText();
          return what + ", " + ExtendedErrorCodeOption.text(more.getErrorCode()) + text;
        }
      }
    }
    return what;
  }

  private static CompletableFuture<TimedAnswer> done(TimedAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
