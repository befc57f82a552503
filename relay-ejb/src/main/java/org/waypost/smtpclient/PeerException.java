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

import org.waypost.api.mail.Reply;

/** A session ended before it gave verdicts on all recipients. Nothing of the mail was delivered. */
final class PeerException extends Exception {

  private static final long serialVersionUID = 1L;

  /** How it ended. */
  enum Kind {
    /** No connection came about. */
    UNREACHABLE,
    /** The peer did not want a session. */
    REFUSED,
    /** The connection broke. */
    LOST,
    /** The peer took too long. */
    TIMED_OUT,
    /** The peer said 421, or the message could not be read any further. */
    CLOSING,
    /** What the peer said is no SMTP reply. */
    GARBLED,
    /** The peer cannot do what the message demands of it. */
    UNFIT,
    /** The source address cannot be used here; of the peer nothing is known. */
    NO_SOURCE
  }

  private final Kind kind;
  private final Stage stage;
  private final transient Reply reply;
  private transient Encryption encryption;

  PeerException(Kind kind, Stage stage, Reply reply, Throwable cause) {
    super(reply.toString(), cause);
    this.kind = kind;
    this.stage = stage;
    this.reply = reply;
  }

  /** How its TLS failed; null when it did not. */
  Encryption encryption() {
    return encryption;
  }

  /** The same with how its TLS failed. */
  PeerException with(Encryption failed) {
    encryption = failed;
    return this;
  }

  Kind kind() {
    return kind;
  }

  /** How far the session had come; null without a connection. */
  Stage stage() {
    return stage;
  }

  /**
   * What is reported of the recipients that have no verdict: a temporary failure, but for UNFIT.
   */
  Reply reply() {
    return reply;
  }
}
