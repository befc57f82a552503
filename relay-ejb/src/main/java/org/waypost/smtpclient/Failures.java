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

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.waypost.api.mail.Reply;
import org.waypost.smtpclient.PeerException.Kind;

/** The words for what goes wrong between us and a peer; each says what happened, where and when. */
final class Failures {

  private Failures() {}

  static PeerException unreachable(String peer, Duration limit, IOException cause) {
    String what =
        cause instanceof SocketTimeoutException
            ? " timed out after " + seconds(limit)
            : " failed: " + reason(cause);
    return failure(Kind.UNREACHABLE, null, "4.4.1", "Connection to " + peer + what, cause);
  }

  /** Nothing is known of the peer; the mail waits for us. */
  static PeerException notBound(Passage.Source source, IOException cause) {
    return failure(
        Kind.NO_SOURCE,
        null,
        "4.3.5",
        "Source address "
            + source.name()
            + " ("
            + source.address().getHostAddress()
            + ") cannot be used: "
            + reason(cause),
        cause);
  }

  /** The host has addresses of the other family only. */
  static Reply noSourceFor(String host) {
    return Reply.of(
        451, "4.3.5", "No source address is of a family in which " + host + " has an address");
  }

  static PeerException refused(String peer, Stage stage, Reply reply, Throwable cause) {
    if (reply.isTemporary()) {
      return new PeerException(Kind.REFUSED, stage, reply, cause);
    }
    // Of no message was said that it will never be taken.
    String text = peer + " does not want a session (" + stage + "): " + reply;
    return failure(Kind.REFUSED, stage, "4.3.2", text, cause);
  }

  static PeerException closed(String peer, Stage stage) {
    String text = peer + " closed the connection while " + stage;
    return failure(Kind.LOST, stage, "4.4.2", text, null);
  }

  static PeerException lost(String peer, Stage stage, IOException cause) {
    String text = "Connection to " + peer + " was lost while " + stage + ": " + reason(cause);
    return failure(Kind.LOST, stage, "4.4.2", text, cause);
  }

  static PeerException timedOut(String peer, Stage stage, Timeouts timeouts, IOException cause) {
    String limit = seconds(stage.timeout(timeouts));
    String text = "Connection to " + peer + " timed out after " + limit + " while " + stage;
    return failure(Kind.TIMED_OUT, stage, "4.4.2", text, cause);
  }

  static PeerException outOfStep(String peer, Stage stage, Reply reply) {
    String text = peer + " gave an unexpected reply while " + stage + ": " + reply;
    return failure(Kind.GARBLED, stage, "4.5.0", text, null);
  }

  static PeerException garbled(String peer, Stage stage, String response) {
    String said = response.length() > 200 ? response.substring(0, 200) : response;
    String text = peer + " sent no SMTP reply while " + stage + ": " + said.strip();
    return failure(Kind.GARBLED, stage, "4.5.0", text, null);
  }

  /** There is no TLS where it is demanded; another host may do better. */
  static PeerException withoutTls(String peer) {
    return unfit(Stage.STARTTLS, "4.7.4", peer + " does not offer TLS, which is required", null);
  }

  /**
   * TLS did not come about.
   *
   * @param check that may have found something wrong with the certificate
   * @param otherwise what this is if it has not
   */
  static PeerException untrusted(String peer, PeerCheck check, PeerException otherwise) {
    if (check.failure().isEmpty()) {
      return otherwise.getCause() instanceof SSLException e
          ? disagreed(peer, otherwise, e)
          : otherwise;
    }
    String why = "The certificate of " + peer + " does not verify: " + check.problem();
    return unfit(Stage.STARTTLS, "4.7.5", why, otherwise);
  }

  /**
   * There is no version or cipher that both sides have, or the peer wants to see another client.
   */
  private static PeerException disagreed(String peer, PeerException thrown, SSLException cause) {
    String text = "TLS with " + peer + " did not come about: " + reason(cause);
    return failure(thrown.kind(), Stage.STARTTLS, "4.7.5", text, thrown);
  }

  /** The same for a message that requires TLS (RFC 8689 4.2.1): the peer is not to have it. */
  static PeerException notForRequired(PeerException unfit) {
    return new PeerException(
        Kind.UNFIT, unfit.stage(), Reply.of(550, "5.7.10", unfit.reply().text()), unfit);
  }

  /** RFC 8689 4.2.1: neither DNSSEC nor MTA-STS says that the host is the destination's. */
  static Reply unprovenName(String host) {
    return Reply.of(
        550,
        "5.7.10",
        "The message requires TLS, and neither DNSSEC nor MTA-STS proves that "
            + host
            + " is a mail exchanger of the destination");
  }

  /** The smart host does not know us, for the moment: the mail has done nothing wrong. */
  static PeerException notSignedIn(String peer, String text, Throwable cause) {
    return new PeerException(
        Kind.REFUSED,
        Stage.AUTH,
        Reply.of(451, "4.7.8", "Waypost cannot sign in at " + peer + ": " + text),
        cause);
  }

  /** No connection is made that could not be secured as it is asked. */
  static PeerException withoutCertificate(String peer, String name) {
    String text = "There is no client certificate " + name + " that could be shown to " + peer;
    return unfit(null, "4.7.5", text, null);
  }

  private static PeerException unfit(Stage stage, String status, String text, Throwable cause) {
    return new PeerException(Kind.UNFIT, stage, Reply.of(451, status, text), cause);
  }

  /** The message cannot be read, for no fault of the peer's. */
  static PeerException unreadable(IOException cause) {
    Reply reply = Reply.of(451, "4.3.0", "The message could not be read: " + reason(cause));
    return new PeerException(Kind.CLOSING, Stage.BODY, reply, cause);
  }

  static PeerException closing(Stage stage, Reply reply) {
    return new PeerException(Kind.CLOSING, stage, reply, null);
  }

  private static PeerException failure(
      Kind kind, Stage stage, String status, String text, Throwable cause) {
    return new PeerException(kind, stage, Reply.of(451, status, text), cause);
  }

  private static String reason(IOException cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
