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

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waypost.api.listener.ListenerDefinition.TlsMode;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.session.ListenerSettings;

/** What a listener that requires TLS does before it. */
class TlsFirstTest {

  @TempDir private Path spool;

  private EmbeddedServer server(ListenerRole role) {
    ListenerSettings settings =
        Altered.definition(
            old ->
                Altered.with(
                    Altered.with(Altered.with(old, "port", 2424), "role", role),
                    "tls",
                    TlsMode.STARTTLS_REQUIRED));
    EmbeddedServer server = new EmbeddedServer(new ScriptedApplication(), spool, 1000, settings);
    server.replies();
    return server;
  }

  @Test
  void anLmtpClientMaySayWhoItIs() {
    EmbeddedServer server = server(ListenerRole.LMTP);
    server.send("LHLO client\r\n");
    assertThat(server.replies()).startsWith("250-");
  }

  @Test
  void theOctetsOfAChunkAreNoCommands() {
    EmbeddedServer server = server(ListenerRole.RELAY);
    server.send("EHLO client\r\n");
    server.replies();
    server.send("BDAT 6 LAST\r\nNOOP\r\nNOOP\r\n");
    assertThat(server.replies()).isEqualTo("503 5.5.1 Say MAIL first\r\n250 2.0.0 OK\r\n");
  }
}
