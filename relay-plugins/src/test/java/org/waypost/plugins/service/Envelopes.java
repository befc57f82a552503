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
package org.waypost.plugins.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.smtp.Envelope;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.api.smtp.SessionInfo;

/** Mail transactions of tests. */
public final class Envelopes {

  private Envelopes() {}

  /** Of a client and a user, who may be null. */
  public static Envelope of(String client, String user, String sender) throws IOException {
    SessionInfo session =
        new SessionInfo(
            "s",
            "mx",
            ListenerRole.RELAY,
            new InetSocketAddress(InetAddress.getByName(client), 1),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 25),
            "client.example",
            "ESMTP",
            null,
            user,
            false);
    EmailAddress from = sender.isEmpty() ? EmailAddress.NULL_SENDER : EmailAddress.parse(sender);
    return new Envelope(session, from, List.of(), MailOptions.NONE, 0);
  }
}
