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
package org.waypost.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.mail.DeliverBy;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Recipient.Notify;

/** What the parameters of MAIL and RCPT become in the envelope. */
class ParametersTest {

  private final Instant now = EmbeddedServer.CLOCK.instant();

  @TempDir private Path spool;

  @Test
  void deliveryStatusNotifications() {
    assertThat(options("RET=HDRS ENVID=a+2Bb+20c"))
        .isEqualTo(
            MailOptions.NONE.withRet(MailOptions.ReturnContent.HDRS).withEnvelopeId("a+b c"));
    Recipient asked = recipient("NOTIFY=SUCCESS,delay ORCPT=rfc822;+22a+20b+22@example.org");
    assertThat(asked.notifyOn()).isEqualTo(Set.of(Notify.SUCCESS, Notify.DELAY));
    assertThat(asked.originalRecipient()).isEqualTo("rfc822;\"a b\"@example.org");
    assertThat(recipient("NOTIFY=NEVER").notifyOn()).containsExactly(Notify.NEVER);
    assertThat(recipient("").hasOptions()).isFalse();
  }

  /** RFC 6533 3: kept in the form that is ASCII. */
  @Test
  void originalRecipientsOfTypeUtf8() {
    assertThat(recipient("ORCPT=utf-8;\\x{F6}.b@example.org").originalRecipient())
        .isEqualTo("utf-8;\\x{F6}.b@example.org");
    assertThat(recipient("ORCPT=UTF-8;ö.\uD83D\uDE00@example.org").originalRecipient())
        .isEqualTo("UTF-8;\\x{F6}.\\x{1F600}@example.org");
  }

  @Test
  void deliverBy() {
    assertThat(options("BY=120;R").deliverBy())
        .isEqualTo(new DeliverBy(now.plusSeconds(120), DeliverBy.Mode.RETURN, false));
    assertThat(options("BY=-999999999;NT").deliverBy())
        .isEqualTo(new DeliverBy(now.minusSeconds(999_999_999), DeliverBy.Mode.NOTIFY, true));
  }

  @Test
  void futureRelease() {
    assertThat(options("HOLDFOR=90").holdUntil()).isEqualTo(now.plusSeconds(90));
    assertThat(options("HOLDUNTIL=2030-01-02t05:04:05.5+02:00").holdUntil())
        .isEqualTo(now.plusMillis(500));
  }

  @Test
  void priority() {
    assertThat(options("MT-PRIORITY=-9").priority()).isEqualTo(-9);
    assertThat(options("MT-PRIORITY=9").priority()).isEqualTo(9);
    assertThat(options("").priority()).isZero();
  }

  private MailOptions options(String parameters) {
    return send(parameters, "").envelope().options();
  }

  private Recipient recipient(String parameters) {
    return send("SMTPUTF8", parameters).envelope().recipients().get(0);
  }

  private ScriptedApplication.Message send(String mail, String rcpt) {
    ScriptedApplication application = new ScriptedApplication();
    EmbeddedServer server = new EmbeddedServer(application, spool, 1000);
    String text =
        """
        EHLO client\r
        MAIL FROM:<a@example.com> %s\r
        RCPT TO:<b@example.net> %s\r
        DATA\r
        """
            .formatted(mail, rcpt);
    server.send(text.getBytes(StandardCharsets.UTF_8));
    server.send("x\r\n.\r\n");
    assertThat(application.messages).as("%s", server.replies()).hasSize(1);
    return application.messages.get(0);
  }
}
