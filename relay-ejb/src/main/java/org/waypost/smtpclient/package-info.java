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
/**
 * Hands mail to next hops over SMTP (RFC 5321), on Jakarta Mail's connection and our own mail
 * transaction.
 *
 * <p>Called by delivery workers, each on its own thread, outside of any transaction; a call blocks
 * until every recipient has an outcome, within the time-outs of {@link
 * org.waypost.smtpclient.Config}. What the world does is never an exception: refusals, lost
 * connections and time-outs become outcomes of recipients. A connection belongs to one worker at a
 * time; no lock is held during input or output.
 */
package org.waypost.smtpclient;
