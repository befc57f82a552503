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

import org.waypost.api.smtp.Envelope;

/**
 * Judges the sender of a mail transaction, together with its first recipients: a refusal is the
 * answer to all of them. It is asked again when the client goes on to name recipients after all so
 * far were refused.
 */
@FunctionalInterface
public interface SenderPolicy extends Extension {

  /**
   * Judges a sender.
   *
   * @param envelope without recipients
   */
  Opinion judge(Envelope envelope) throws Exception;
}
