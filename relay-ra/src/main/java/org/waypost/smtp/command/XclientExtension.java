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
package org.waypost.smtp.command;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.session.Client;
import org.waypost.smtp.session.SmtpCommand;
import org.waypost.smtp.session.SmtpExtension;
import org.waypost.smtp.session.SmtpSession;

/**
 * XCLIENT, an extension of Postfix: a proxy says who its client is. Offered to proxies, and obeyed
 * from them only; not from the client that a proxy has named, with XCLIENT or a PROXY header.
 */
final class XclientExtension implements SmtpExtension, SmtpCommand {

  @Override
  public Optional<String> keyword(SmtpSession session) {
    return session.isProxy()
        ? Optional.of("XCLIENT " + String.join(" ", XclientAttributes.NAMES))
        : Optional.empty();
  }

  @Override
  public List<SmtpCommand> commands() {
    return List.of(this);
  }

  @Override
  public String verb() {
    return "XCLIENT";
  }

  /** The proxy says it on its way to the server; the client's TLS, if any, is the proxy's. */
  @Override
  public boolean needsNoTls() {
    return true;
  }

  @Override
  public void run(SmtpSession session, String argument) {
    if (!session.isProxy()) {
      session.error(Reply.of(550, "5.7.0", "You are not one of the proxies"));
      return;
    }
    if (session.transaction().isPresent()) {
      session.error(Reply.of(503, "5.5.1", "A transaction is under way"));
      return;
    }
    XclientAttributes attributes;
    try {
      attributes = XclientAttributes.parse(argument);
    } catch (IllegalArgumentException e) {
      session.error(Reply.of(501, "5.5.4", e.getMessage()));
      return;
    }
    Client client = session.client();
    InetSocketAddress address = attributes.client(client.remote());
    InetSocketAddress destination = attributes.destination(client.local());
    if (session.proxiedFor(address, destination)) {
      attributes.helo().ifPresent(name -> client.greets(name, attributes.isExtended()));
      attributes.login().ifPresent(client::signedIn);
      // The session is back at its start, and the client may be greeted as it was then.
      session.reply(Reply.of(220, session.settings().hostname() + " ESMTP Waypost"));
    }
  }
}
