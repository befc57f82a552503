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
package org.waypost.test.relay;

import java.util.concurrent.atomic.AtomicInteger;
import org.waypost.test.dns.TestDns;
import org.waypost.test.process.FreePorts;
import org.waypost.test.sink.MailSink;
import org.waypost.test.sink.SinkOptions;

/**
 * What a relay finds around it: a DNS server, and two mail servers on one port of two loopback
 * addresses, so that MX records can tell them apart.
 */
final class Peers implements AutoCloseable {

  static final String FIRST = "127.0.0.2";
  static final String SECOND = "127.0.0.3";

  /** A loopback address where nobody listens. */
  static final String NOBODY = "127.0.0.4";

  private static final AtomicInteger DOMAINS = new AtomicInteger();

  final TestDns dns = TestDns.start();
  final int port = FreePorts.next();
  final MailSink first =
      MailSink.start(SinkOptions.modern().at(FIRST, port).named("mx1.sink.test"));
  final MailSink second =
      MailSink.start(SinkOptions.modern().at(SECOND, port).named("mx2.sink.test"));

  /** A new domain whose only MX is the first server. */
  String domain() {
    String domain = newName();
    dns.mx(domain, 10, "mx1." + domain).address("mx1." + domain, FIRST);
    return domain;
  }

  /** A name that DNS knows nothing of, and no other test uses. */
  String newName() {
    return "d" + DOMAINS.incrementAndGet() + ".test";
  }

  @Override
  public void close() {
    first.close();
    second.close();
    dns.close();
  }
}
