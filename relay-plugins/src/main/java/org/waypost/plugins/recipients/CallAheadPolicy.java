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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.Opinion;
import org.waypost.api.extension.Parameters;
import org.waypost.api.extension.RecipientPolicy;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.Envelope;
import org.waypost.plugins.wire.ServiceAddress;

/** Refuses recipients whom the server of their domain does not know. */
public final class CallAheadPolicy implements RecipientPolicy {

  private final Map<String, ServiceAddress> servers = new HashMap<>();
  private CallAhead calls;
  private KnownRecipients known;
  private boolean passesTemporary;

  @Override
  public void start(ExtensionContext context) {
    Parameters parameters = context.parameters();
    for (String each : parameters.list("servers")) {
      String[] parts = each.split("=", 2);
      if (parts.length < 2) {
        throw new IllegalArgumentException("'" + each + "' is not domain=host:port");
      }
      String domain = EmailAddress.normalizeDomain(parts[0].strip());
      servers.put(domain, ServiceAddress.parse(parts[1]));
    }
    calls =
        new CallAhead(
            context.hostname(),
            parameters.duration("connectTimeout"),
            parameters.duration("callTimeout"));
    known =
        new KnownRecipients(
            Math.toIntExact(parameters.integer("cacheSize")),
            parameters.duration("keepFound"),
            parameters.duration("keepMissing"));
    passesTemporary = parameters.text("onTemporary").equals("pass");
  }

  @Override
  public Opinion judge(Envelope envelope, Recipient recipient) throws IOException {
    EmailAddress address = recipient.address();
    ServiceAddress server = servers.get(address.domain());
    // RFC 6531 3.3: such an address would need SMTPUTF8, which the call does not speak.
    if (server == null || address.needsSmtpUtf8()) {
      return Opinion.none();
    }
    Optional<Boolean> remembered = known.get(address.toString());
    if (remembered.isPresent()) {
      return remembered.get() ? Opinion.none() : Opinion.refused(Refusals.unknown());
    }
    Reply reply = calls.ask(server, address.toString());
    if (reply.isTemporary()) {
      return passesTemporary
          ? Opinion.none()
          : Opinion.refused(Verdict.temporary(450, "4.1.1", "Recipient cannot be verified now"));
    }
    known.put(address.toString(), reply.isPositive());
    return reply.isPositive() ? Opinion.none() : Opinion.refused(Refusals.unknown());
  }
}
