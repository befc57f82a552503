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
package org.waypost.smtpclient;

/**
 * What a peer sees to from now on, because it offers the extension: what it does not, is left to
 * us.
 *
 * @param dsn notifications (RFC 3461)
 * @param deliverBy the time limit on delivery (RFC 2852)
 */
public record Promises(boolean dsn, boolean deliverBy) {

  /** Nothing. */
  public static final Promises NONE = new Promises(false, false);
}
