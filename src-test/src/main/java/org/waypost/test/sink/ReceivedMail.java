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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One mail that a sink took over: its envelope and its octets, dot-unstuffed, else unchanged. */
public final class ReceivedMail {

  private final long connection;
  private final String client;
  private final String hello;
  private final Instant at;
  private final String sender;
  private final List<String> senderParameters;
  private final List<String> recipients;
  private final List<String> recipientParameters;
  private final boolean encrypted;
  private final byte[] content;

  ReceivedMail(
      long connection,
      String client,
      String hello,
      String sender,
      List<String> senderParameters,
      List<String> recipients,
      List<String> recipientParameters,
      boolean encrypted,
      byte[] content) {
    this.connection = connection;
    this.client = client;
    this.hello = hello;
    this.at = Instant.now();
    this.sender = sender;
    this.senderParameters = List.copyOf(senderParameters);
    this.recipients = List.copyOf(recipients);
    this.recipientParameters = List.copyOf(recipientParameters);
    this.encrypted = encrypted;
    this.content = content;
  }

  /** Number of the connection it came over. */
  public long connection() {
    return connection;
  }

  /** The address that it came from, in numbers. */
  public String client() {
    return client;
  }

  /** What the client called itself at last. */
  public String hello() {
    return hello;
  }

  /** When the final dot came. */
  public Instant at() {
    return at;
  }

  /** The reverse-path without angle brackets; empty for the null sender. */
  public String sender() {
    return sender;
  }

  /** The parameters of MAIL, such as {@code BODY=8BITMIME}, as the client wrote them. */
  public List<String> senderParameters() {
    return senderParameters;
  }

  /** The accepted forward-paths without angle brackets. */
  public List<String> recipients() {
    return recipients;
  }

  /**
   * The parameters of RCPT for each accepted recipient, in the same order, such as {@code
   * NOTIFY=NEVER}, as the client wrote them; empty where it wrote none.
   */
  public List<String> recipientParameters() {
    return recipientParameters;
  }

  /** Whether it came over TLS. */
  public boolean encrypted() {
    return encrypted;
  }

  /** The octets, a copy. */
  public byte[] content() {
    return content.clone();
  }

  /** Number of octets. */
  public int size() {
    return content.length;
  }

  /** The octets as text, read as UTF-8. */
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** The unfolded value of the first header field of a name, if there is one. */
  public Optional<String> header(String name) {
    String text = new String(content, StandardCharsets.UTF_8);
    int end = text.startsWith("\r\n") ? 0 : text.indexOf("\r\n\r\n");
    String header = (end < 0 ? text : text.substring(0, end)).replaceAll("\r\n(?=[ \t])", "");
    return header
        .lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  @Override
  public String toString() {
    return "<" + sender + "> to " + recipients + ", " + content.length + " octets";
  }
}
