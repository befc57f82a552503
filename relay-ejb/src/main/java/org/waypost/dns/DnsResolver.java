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
import java.util.Optional;
import org.waypost.api.net.HostPort;

/** Asks a DNS server, and remembers its answers for as long as they say. */
public final class DnsResolver implements MailExchangers, HostAddresses, AutoCloseable {

  /** Asks this server, or the system's; 5 seconds a try, two tries. */
  public DnsResolver(Optional<HostPort> server) {
    this(server, Duration.ofSeconds(5));
  }

  DnsResolver(Optional<HostPort> server, Duration timeout) {
    throw new UnsupportedOperationException(server + " " + timeout);
  }

  @Override
  public MxLookup lookup(String domain) {
    return new MxLookup.Unresolvable(domain);
  }

  @Override
  public AddressLookup addresses(String host) {
    return new AddressLookup.Unresolvable(host);
  }

  @Override
  public void close() {}
}
