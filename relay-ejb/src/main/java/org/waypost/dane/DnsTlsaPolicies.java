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
package org.waypost.dane;

import java.util.List;
import org.waypost.dns.TlsaAnswer;
import org.waypost.dns.TlsaLookup;

/** Policies from the DNS. */
public final class DnsTlsaPolicies implements TlsaPolicies {

  private final TlsaLookup lookup;

  /** From these look-ups, which remember their answers. */
  public DnsTlsaPolicies(TlsaLookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public DanePolicy find(String host, int port) {
    TlsaAnswer answer = lookup.tlsa(host, port);
    if (answer instanceof TlsaAnswer.Found found) {
      List<TlsaRecord> usable =
          found.entries().stream()
              .map(
                  each ->
                      new TlsaRecord(each.usage(), each.selector(), each.matching(), each.data()))
              .filter(TlsaRecord::isUsable)
              .toList();
      return usable.isEmpty()
          ? new DanePolicy.Encrypted(
              "None of the TLSA records of " + found.baseDomain() + " can be used for SMTP")
          : new DanePolicy.Authenticated(found.baseDomain(), usable);
    } else if (answer instanceof TlsaAnswer.Failed failed) {
      return new DanePolicy.Unknown(failed.reason());
    }
    return new DanePolicy.Absent(((TlsaAnswer.None) answer).reason());
  }
}
