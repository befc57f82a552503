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
package org.waypost.plugins.rates;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.waypost.api.extension.ExtensionContext;
import org.waypost.api.extension.Opinion;
import org.waypost.api.extension.Parameters;
import org.waypost.api.extension.SenderPolicy;
import org.waypost.api.extension.SharedState;
import org.waypost.api.mail.Verdict;
import org.waypost.api.smtp.Envelope;
import org.waypost.plugins.lists.AddressList;

/** Refuses senders for now who have sent too much; the windows of time follow one another. */
public final class SenderRatePolicy implements SenderPolicy {

  private final InstantSource clock;
  private SharedState state;
  private String by;
  private long messages;
  private Duration window;
  private AddressList exempt;

  /** On the system's clock. */
  public SenderRatePolicy() {
    this(InstantSource.system());
  }

  SenderRatePolicy(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void start(ExtensionContext context) {
    Parameters parameters = context.parameters();
    state = context.state();
    by = parameters.text("by");
    messages = parameters.integer("messages");
    window = parameters.duration("window");
    exempt = AddressList.of(parameters.list("exempt"));
  }

  @Override
  public Opinion judge(Envelope envelope) {
    String who = whose(envelope);
    if (who.isEmpty() || exempt.holds(envelope.sender())) {
      return Opinion.none();
    }
    long now = clock.millis();
    long length = window.toMillis();
    String key = now / length + " " + who.substring(0, Math.min(who.length(), 170));
    if (state.add(key, 1, window) <= messages) {
      return Opinion.none();
    }
    long seconds = (length - now % length) / 1000 + 1;
    return Opinion.refused(
        Verdict.temporary(450, "4.7.1", "Too many messages, try again in " + seconds + " seconds"));
  }

  private String whose(Envelope envelope) {
    String name =
        switch (by) {
          case "domain" -> envelope.sender().domain();
          case "user" -> envelope.session().user() == null ? "" : envelope.session().user();
          case "client" -> envelope.session().remote().getAddress().getHostAddress();
          // Notifications have a sender too, all of them the same one: they are not counted.
          default -> envelope.sender().toString();
        };
    return name.toLowerCase(Locale.ROOT);
  }
}
