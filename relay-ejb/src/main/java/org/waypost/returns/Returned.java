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
package org.waypost.returns;

import org.waypost.api.mail.Reply;

/**
 * What was made of a mail that came back.
 *
 * @param noted whether it was; else it is dropped
 * @param reply for the trace, of class 2
 */
public record Returned(boolean noted, Reply reply) {

  static Returned noted(String text) {
    return new Returned(true, Reply.of(250, "2.0.0", text));
  }

  static Returned dropped(String text) {
    return new Returned(false, Reply.of(250, "2.0.0", text));
  }
}
