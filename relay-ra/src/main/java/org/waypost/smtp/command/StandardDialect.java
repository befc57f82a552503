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

import java.time.Clock;
import java.util.List;
import org.waypost.smtp.auth.AuthExtension;
import org.waypost.smtp.session.Dialect;

/** What a listener speaks: another command or extension is another line here. */
public final class StandardDialect {

  private StandardDialect() {}

  /** The commands of RFC 5321 and the extensions of this server. */
  public static Dialect create() {
    return create(Clock.systemUTC());
  }

  /** The same with a clock of one's own. */
  public static Dialect create(Clock clock) {
    return create(clock, new AuthExtension());
  }

  /** The same with some ways to sign in. */
  public static Dialect create(Clock clock, AuthExtension auth) {
    return new Dialect(
        List.of(
            new HeloCommand(),
            new EhloCommand(),
            new LhloCommand(),
            new MailCommand(),
            new RcptCommand(),
            new DataCommand(),
            new RsetCommand(),
            new NoopCommand(),
            new VrfyCommand(),
            new ExpnCommand(),
            new HelpCommand(),
            new QuitCommand()),
        List.of(
            new PipeliningExtension(),
            new SizeExtension(),
            new EightBitMimeExtension(),
            new EnhancedStatusCodesExtension(),
            new SmtpUtf8Extension(),
            new ChunkingExtension(),
            new BinaryMimeExtension(),
            new DsnExtension(),
            new RequireTlsExtension(),
            new DeliverByExtension(clock),
            new FutureReleaseExtension(clock),
            new MtPriorityExtension(),
            new LimitsExtension(),
            new StartTlsExtension(),
            auth,
            new XclientExtension(),
            new NoSolicitingExtension()));
  }
}
