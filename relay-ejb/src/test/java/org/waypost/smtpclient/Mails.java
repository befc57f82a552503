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
package org.waypost.smtpclient;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MessageId;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Recipient.Notify;
import org.waypost.api.net.Network;
import org.waypost.api.smtp.MailContent;
import org.waypost.dns.AddressLookup;

/** Mail and clients for tests. */
final class Mails {

  static final String TEXT = "Subject: hello\r\n\r\nHello.\r\n";

  private Mails() {}

  static OutboundMail to(String... recipients) {
    return mail(TEXT.getBytes(StandardCharsets.US_ASCII), recipients);
  }

  static OutboundMail mail(byte[] octets, String... recipients) {
    return mail(
        octets,
        MailOptions.NONE,
        Arrays.stream(recipients)
            .map(each -> Recipient.of(EmailAddress.parse(each)))
            .toArray(Recipient[]::new));
  }

  static OutboundMail mail(byte[] octets, MailOptions options, Recipient... recipients) {
    return new OutboundMail(
        MessageId.next(),
        EmailAddress.parse("from@a.test"),
        List.of(recipients),
        new Octets(octets),
        options);
  }

  /** Short time-outs, so that a test ends. */
  static Config config() {
    Duration brief = Duration.ofMillis(400);
    Duration longer = Duration.ofSeconds(5);
    return Config.of("client.test")
        .with(new Timeouts(longer, brief, longer, longer, longer, brief));
  }

  static Recipient recipient(String address, Set<Notify> notifyOn, String original) {
    return new Recipient(EmailAddress.parse(address), notifyOn, original);
  }

  static SmtpClient client() {
    return client(config());
  }

  static SmtpClient client(Config config) {
    return new SmtpClient(Mails::address, config);
  }

  static AddressLookup address(String host) {
    if (host.equals("two.test")) {
      InetAddress nobody = Network.numericAddress("127.0.0.2");
      return new AddressLookup.Found(List.of(nobody, InetAddress.getLoopbackAddress()));
    } else if (host.equals("both.test")) {
      return new AddressLookup.Found(
          List.of(Network.numericAddress("::1"), InetAddress.getLoopbackAddress()));
    } else if (host.equals("none.test")) {
      return new AddressLookup.NotFound("Host none.test does not exist");
    }
    return new AddressLookup.Found(List.of(Network.numericAddress(host)));
  }

  /** Octets in memory. */
  static final class Octets implements MailContent {

    private final byte[] octets;

    Octets(byte[] octets) {
      this.octets = octets.clone();
    }

    @Override
    public long size() {
      return octets.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(octets);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(octets);
    }

    @Override
    public boolean hasEightBit() {
      for (byte each : octets) {
        if (each < 0) {
          return true;
        }
      }
      return false;
    }
  }
}
