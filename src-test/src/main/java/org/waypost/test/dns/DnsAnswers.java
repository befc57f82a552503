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
package org.waypost.test.dns;

import java.util.List;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Answers questions from records, as a recursive resolver would: CNAMEs are followed. */
final class DnsAnswers {

  private static final int MOST_CNAMES = 8;

  private final DnsRecords records;
  private final long ttlSeconds;

  DnsAnswers(DnsRecords records, long ttlSeconds) {
    this.records = records;
    this.ttlSeconds = ttlSeconds;
  }

  /** The answer, or null when the question is to stay unanswered. */
  Message answer(Message question, boolean overUdp) {
    Record asked = question.getQuestion();
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    if (question.getHeader().getFlag(Flags.RD)) {
      answer.getHeader().setFlag(Flags.RD);
    }
    answer.addRecord(asked, Section.QUESTION);
    Name name = asked.getName().canonicalize();
    if (records.has(name, DnsFault.SILENCE)) {
      return null;
    }
    if (records.has(name, DnsFault.SERVFAIL)) {
      answer.getHeader().setRcode(Rcode.SERVFAIL);
    } else if (records.has(name, DnsFault.REFUSED)) {
      answer.getHeader().setRcode(Rcode.REFUSED);
    } else if (overUdp && records.has(name, DnsFault.TRUNCATE)) {
      answer.getHeader().setFlag(Flags.TC);
    } else {
      fill(answer, name, asked.getType());
    }
    return answer;
  }

  private void fill(Message answer, Name asked, int type) {
    Name name = asked;
    boolean found = false;
    for (int hops = 0; hops <= MOST_CNAMES; hops++) {
      List<Record> all = records.of(name);
      if (all == null) {
        answer.getHeader().setRcode(Rcode.NXDOMAIN);
        break;
      }
      CNAMERecord alias = null;
      for (Record record : all) {
        if (record.getType() == type || type == Type.ANY) {
          answer.addRecord(record, Section.ANSWER);
          found = true;
        } else if (record instanceof CNAMERecord cname) {
          alias = cname;
        }
      }
      if (found || alias == null) {
        break;
      }
      answer.addRecord(alias, Section.ANSWER);
      name = alias.getTarget().canonicalize();
    }
    if (!found) {
      answer.addRecord(soa(name), Section.AUTHORITY);
    }
  }

  /** How long a name's absence may be remembered stands in a SOA record (RFC 2308 3). */
  private SOARecord soa(Name name) {
    Name zone = name.labels() > 1 ? new Name(name, name.labels() - 2) : Name.root;
    Name server = DnsRecords.name("ns.test");
    return new SOARecord(zone, DClass.IN, ttlSeconds, server, server, 1, 60, 60, 60, ttlSeconds);
  }
}
