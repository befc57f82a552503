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
package org.waypost.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.waypost.api.settings.Settings;
import org.waypost.paging.PageRequest;
import org.waypost.stats.Statistics;
import org.waypost.trace.MessageQuery;
import org.waypost.trace.MessageSummary;
import org.waypost.trace.Trace;

/** The dashboard: the figures of this moment, and the newest messages. */
@Named("dashboard")
@RequestScoped
public class DashboardPage {

  private static final int RECENT = 10;

  @Inject Statistics statistics;
  @Inject Trace trace;

  private final Settings settings = Settings.ofProcess();
  private Statistics.Snapshot figures;
  private List<MessageSummary> recent;

  /** The figures of this moment. */
  public Statistics.Snapshot getFigures() {
    if (figures == null) {
      figures = statistics.snapshot();
    }
    return figures;
  }

  /** The newest messages. */
  public List<MessageSummary> getRecent() {
    if (recent == null) {
      MessageQuery newest =
          new MessageQuery(null, null, null, null, null, null, null, new PageRequest(1, RECENT));
      recent = trace.search(newest).items();
    }
    return recent;
  }

  /** Whether mail is captured rather than sent. */
  public boolean isCapturing() {
    return settings.mode() == Settings.Mode.CAPTURE;
  }

  /** The port to send a first mail to. */
  public int getSmtpPort() {
    return settings.smtpPort();
  }
}
