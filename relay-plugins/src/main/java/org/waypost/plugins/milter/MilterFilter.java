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
package org.waypost.plugins.milter;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.extension.Parameters;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.wire.ServiceAddress;

/** Has messages looked at, and changed, by a milter. That it fails is a failure of the filter. */
public final class MilterFilter implements ContentFilter {

  private MilterClient milter;
  private boolean dropsRefused;
  private String hostname;
  private String daemonName;

  @Override
  public void start(ExtensionContext context) {
    Parameters parameters = context.parameters();
    milter =
        new MilterClient(
            ServiceAddress.parse(parameters.text("address")),
            new MilterClient.Limits(
                parameters.duration("connectTimeout"),
                parameters.duration("stepTimeout"),
                parameters.duration("messageTimeout"),
                Math.toIntExact(parameters.integer("keepConnections")),
                parameters.integer("maxNewBody")));
    dropsRefused = parameters.text("onRefusedRecipient").equals("drop");
    daemonName = parameters.text("daemonName");
    hostname = context.hostname();
  }

  @Override
  public void stop() throws IOException {
    milter.close();
  }

  @Override
  public FilterResult filter(MailFacts mail, MailContent content) throws IOException {
    MilterResult result = milter.tell(envelope(mail), content);
    return switch (result.verdict()) {
      case REFUSE -> FilterResult.refuse(new Verdict(result.reply().orElseThrow()));
      case DISCARD -> FilterResult.discard("Discarded by a milter");
      case ACCEPT -> accepted(result, mail, content);
    };
  }

  private FilterResult accepted(MilterResult result, MailFacts mail, MailContent content)
      throws IOException {
    if (!result.refused().isEmpty() && !dropsRefused) {
      if (result.body().isPresent()) {
        result.body().get().close();
      }
      return FilterResult.refuse(new Verdict(result.refused().values().iterator().next()));
    }
    return ChangedMail.apply(result, mail, content);
  }

  private MilterEnvelope envelope(MailFacts mail) {
    MailFacts.Origin origin = mail.origin();
    InetAddress client = origin.client();
    return new MilterEnvelope(
        client,
        // RFC 5321 4.1.3: the address as a literal, for a client whose name is not known.
        client == null ? "localhost" : "[" + literal(client) + "]",
        origin.helo() == null ? "" : origin.helo(),
        mail.sender().toString(),
        mail.recipients().stream().map(each -> each.address().toString()).toList(),
        macros(mail, client));
  }

  private static String literal(InetAddress client) {
    return (client instanceof Inet6Address ? "IPv6:" : "") + client.getHostAddress();
  }

  private Map<String, String> macros(MailFacts mail, InetAddress client) {
    MailFacts.Origin origin = mail.origin();
    Map<String, String> macros = new HashMap<>();
    macros.put("j", hostname);
    macros.put("v", "Waypost");
    macros.put("i", mail.id().toString());
    macros.put("{daemon_name}", daemonName);
    macros.put("{mail_addr}", mail.sender().toString());
    if (client != null) {
      macros.put("_", "[" + literal(client) + "]");
    }
    if (origin.user() != null) {
      macros.put("{auth_type}", "PLAIN");
      macros.put("{auth_authen}", origin.user());
    }
    if (origin.tls() != null) {
      String[] parts = origin.tls().split(" ", 2);
      macros.put("{tls_version}", parts[0]);
      macros.put("{cipher}", parts.length > 1 ? parts[1] : "");
    }
    return macros;
  }
}
