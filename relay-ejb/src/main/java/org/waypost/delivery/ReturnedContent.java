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
package org.waypost.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.mail.MailOptions.BodyType;
import org.waypost.api.mail.MailOptions.ReturnContent;
import org.waypost.api.smtp.MailContent;
import org.waypost.bounce.StatusReport.Original;
import org.waypost.content.TextForm;

/** What a notification returns of a message: RET (RFC 3461 4.3), within limits. */
final class ReturnedContent {

  /** Octets of a message that is returned whole; of a larger one, only the header is. */
  static final int MOST = 1024 * 1024;

  private static final int HEADER_LIMIT = 64 * 1024;

  private ReturnedContent() {}

  /** All of the message if that was asked, it has failed, and it may be; else its header. */
  static Original of(MailContent content, MailOptions options, boolean failed) {
    try {
      // RFC 8689 5: the body of a message that requires TLS stays away from notifications.
      if (failed
          && options.ret() == ReturnContent.FULL
          && !options.requireTls()
          && options.body() != BodyType.BINARYMIME
          && content.size() <= MOST
          && TextForm.fault(content).isEmpty()) {
        try (InputStream in = content.open()) {
          return new Original(in.readAllBytes(), true);
        }
      }
      return new Original(header(content), false);
    } catch (IOException e) {
      // The sender is told all the same.
      return new Original(new byte[0], false);
    }
  }

  /** The header of a message, as far as it lies within the first 64 KiB. */
  private static byte[] header(MailContent content) throws IOException {
    byte[] start;
    try (InputStream in = content.open()) {
      start = in.readNBytes(HEADER_LIMIT);
    }
    for (int i = 0; i + 3 < start.length; i++) {
      if (start[i] == '\r' && start[i + 1] == '\n' && start[i + 2] == '\r') {
        return Arrays.copyOf(start, i + 2);
      }
    }
    return start;
  }
}
