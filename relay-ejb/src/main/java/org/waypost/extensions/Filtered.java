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
package org.waypost.extensions;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.MailContent;

/**
 * A message as the filters leave it. Close it when its content is not needed any more.
 *
 * @param decision of the filter that ended the asking, or PASS
 * @param reply with a refusal; else null
 * @param by the configuration that decided, and why: a sentence for trace and log; empty with PASS
 * @param facts with what filters have changed: sender, recipients, tags
 * @param content with what filters have changed
 * @param route that it is redirected to
 * @param changed whether a filter has changed anything
 */
public record Filtered(
    FilterResult.Decision decision,
    Reply reply,
    String by,
    MailFacts facts,
    MailContent content,
    Optional<String> route,
    boolean changed,
    List<AutoCloseable> resources)
    implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Filtered.class.getName());

  /** Copies what is to be closed. */
  public Filtered {
    resources = List.copyOf(resources);
  }

  @Override
  public void close() {
    for (AutoCloseable each : resources) {
      try {
        each.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "A temporary file could not be deleted: {0}", e.getMessage());
      } catch (Exception e) {
        throw new IllegalStateException("Nothing is closed here but files", e);
      }
    }
  }
}
