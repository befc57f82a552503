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
package org.waypost.bounce;

import java.time.Instant;
import org.waypost.api.mail.MessageId;

/** Delivery status notifications (RFC 3464). */
public final class DeliveryStatusNotification {

  private DeliveryStatusNotification() {}

  /**
   * The octets of a notification, header and body, CRLF line ends, no line over 998 octets.
   *
   * @param report what to tell
   * @param id of the notification itself
   * @param date of the notification
   */
  @SuppressWarnings("DoNotCallSuggester")
  public static byte[] build(FailureReport report, MessageId id, Instant date) {
    throw new UnsupportedOperationException(report + " " + id + date);
  }
}
