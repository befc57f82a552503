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
package org.waypost.plugins.recipients;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.Opinion;
import org.waypost.api.extension.Parameters;
import org.waypost.api.extension.RecipientPolicy;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.smtp.Envelope;

/** Refuses recipients of certain domains who are not in a directory. */
public final class LdapPolicy implements RecipientPolicy {

  private LdapDirectory directory;
  private List<String> domains;
  private KnownRecipients known;

  @Override
  public void start(ExtensionContext context) {
    Parameters parameters = context.parameters();
    directory =
        new LdapDirectory(
            parameters.text("url"),
            parameters.text("base"),
            parameters.text("filter"),
            parameters.optionalText("bindDn").orElse(""),
            parameters.optionalText("password").orElse(""),
            parameters.duration("ldapTimeout"));
    domains =
        parameters.list("domains").stream()
            .map(each -> EmailAddress.normalizeDomain(each.strip()))
            .toList();
    known =
        new KnownRecipients(
            Math.toIntExact(parameters.integer("cacheSize")),
            parameters.duration("keepFound"),
            parameters.duration("keepMissing"));
  }

  @Override
  public Opinion judge(Envelope envelope, Recipient recipient) throws IOException {
    EmailAddress address = recipient.address();
    if (!domains.contains(address.domain())) {
      return Opinion.none();
    }
    Optional<Boolean> remembered = known.get(address.toString());
    boolean exists =
        remembered.isPresent()
            ? remembered.get()
            : directory.has(address.localPart(), address.domain());
    if (remembered.isEmpty()) {
      known.put(address.toString(), exists);
    }
    return exists ? Opinion.none() : Opinion.refused(Refusals.unknown());
  }
}
