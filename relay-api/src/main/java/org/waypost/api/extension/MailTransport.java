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
package org.waypost.api.extension;

import java.util.List;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.MailContent;

/**
 * Takes mail to where it ends or goes on: a route's target {@code {"type": "plugin", "plugin":
 * "name of the configuration"}} leads there.
 *
 * <p>An attempt may be made again although the last one succeeded (the process died before that was
 * noted), so what cannot bear a message twice looks for its id.
 */
@FunctionalInterface
public interface MailTransport extends Extension {

  /**
   * Tries to deliver, once.
   *
   * @param mail what is known of the message
   * @param recipients 1 or more, those of this attempt
   * @param content the octets, valid until the call returns
   * @return one reply for each recipient, in the same order: 2xx is delivered, 4xx is tried again,
   *     5xx is returned to the sender
   */
  List<Reply> deliver(MailFacts mail, List<Recipient> recipients, MailContent content)
      throws Exception;
}
