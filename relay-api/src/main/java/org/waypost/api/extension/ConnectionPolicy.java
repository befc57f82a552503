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

import org.waypost.api.smtp.SessionInfo;

/**
 * Judges SMTP clients by where they come from and what they say they are.
 *
 * <p>Asked once a session, when the client names its first recipient: by then HELO, TLS and sign-in
 * are known, and a refusal is seen with the mail that it concerns. A refusal is the answer to every
 * recipient of the session.
 */
@FunctionalInterface
public interface ConnectionPolicy extends Extension {

  /** Judges a session; see {@link Extension} for threads and failures. */
  Opinion judge(SessionInfo session) throws Exception;
}
