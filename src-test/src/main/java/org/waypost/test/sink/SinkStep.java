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
package org.waypost.test.sink;

import java.util.List;

/**
 * One step of a session, shown to the script.
 *
 * @param stage which step
 * @param connection number of the connection, counted from 1
 * @param transaction number of the mail transaction of this connection, counted from 1; 0 before
 *     the first
 * @param argument the name after EHLO, the address of this MAIL or RCPT; else empty
 * @param sender the reverse-path of the transaction, empty for the null sender or before MAIL
 * @param recipients the forward-paths accepted so far
 */
public record SinkStep(
    Stage stage,
    long connection,
    int transaction,
    String argument,
    String sender,
    List<String> recipients) {

  /** Copies the recipients. */
  public SinkStep {
    recipients = List.copyOf(recipients);
  }
}
