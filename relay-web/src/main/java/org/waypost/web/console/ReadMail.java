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
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.waypost.api.mail.MessageId;
import org.waypost.content.StoredContent;
import org.waypost.mailview.MailOpener;
import org.waypost.mailview.MailView;
import org.waypost.mailview.OpenMail;

/** Reads stored mail for a page; what cannot be read is empty, and the log says why. */
@RequestScoped
public class ReadMail {

  private static final System.Logger LOG = System.getLogger(ReadMail.class.getName());
  private static final int SOURCE_SHOWN = 256 * 1024;

  @Inject StoredContent contents;
  @Inject MailOpener opener;

  /** The message taken apart; empty when it is not stored. */
  Optional<MailView> view(MessageId id) {
    Optional<StoredContent.Content> content = contents.open(id);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    try (OpenMail mail = opener.open(content.get().stream())) {
      return Optional.of(mail.view());
    } catch (IOException e) {
      LOG.log(Level.WARNING, id + ": the stored mail cannot be read", e);
      return Optional.empty();
    }
  }

  /** The first 256 KiB of the message as text. */
  String source(MessageId id) {
    Optional<StoredContent.Content> content = contents.open(id);
    if (content.isEmpty()) {
      return "";
    }
    try (InputStream in = content.get().stream()) {
      return new String(in.readNBytes(SOURCE_SHOWN), StandardCharsets.UTF_8);
    } catch (IOException e) {
      LOG.log(Level.WARNING, id + ": the stored mail cannot be read", e);
      return "";
    }
  }
}
