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
package org.waypost.test.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Makes mails. Every mail has its own id in the header {@code X-Test-Id}, to be found again. */
public final class SampleMail {

  private SampleMail() {}

  /** Plain 7-bit text. */
  public static byte[] plain(String id) {
    return octets(header(id, "text/plain; charset=us-ascii", "7bit") + "Hello,\r\nworld.\r\n");
  }

  /** Plain 7-bit text of about this many octets, to give a load test a size. */
  public static byte[] ofSize(String id, int size) {
    StringBuilder text = new StringBuilder(size + 128);
    text.append(header(id, "text/plain; charset=us-ascii", "7bit"));
    String line = "The quick brown fox jumps over the lazy dog, and the dog sleeps on.\r\n";
    while (text.length() < size) {
      text.append(line);
    }
    return octets(text.toString());
  }

  /** 8-bit text, UTF-8 in the body. */
  public static byte[] eightBit(String id) {
    return octets(header(id, "text/plain; charset=utf-8", "8bit") + "Grüße aus Köln – 你好\r\n");
  }

  /** UTF-8 in the header too (RFC 6532). */
  public static byte[] utf8Header(String id, String from, String to) {
    return octets(
        "From: <"
            + from
            + ">\r\nTo: <"
            + to
            + ">\r\nSubject: Größe 大小\r\nX-Test-Id: "
            + id
            + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            + "Content-Transfer-Encoding: 8bit\r\n\r\nJürgen\r\n");
  }

  /** Dots at the starts of lines, alone, doubled, at the very end. */
  public static byte[] dots(String id) {
    return octets(
        header(id, "text/plain; charset=us-ascii", "7bit")
            + ".\r\n..\r\n...\r\n.hidden\r\n..twice\r\nnot. here.\r\n. \r\n.\r\n");
  }

  /** A header and no body, not even an empty line's worth of one. */
  public static byte[] emptyBody(String id) {
    return octets(header(id, "text/plain; charset=us-ascii", "7bit"));
  }

  /** Lines of 998 octets, the most that RFC 5322 2.1.1 allows, in the header and in the body. */
  public static byte[] longLines(String id) {
    String name = "X-Long: ";
    return octets(
        name
            + "x".repeat(998 - name.length())
            + "\r\n"
            + header(id, "text/plain; charset=us-ascii", "7bit")
            + ("y".repeat(998) + "\r\n").repeat(3)
            + "."
            + "z".repeat(997)
            + "\r\n");
  }

  /** A binary attachment of that many octets, in base 64: the mail is a third larger. */
  public static byte[] attachment(String id, int size) {
    byte[] file = new byte[size];
    new Random(id.hashCode()).nextBytes(file);
    ByteArrayOutputStream mail = new ByteArrayOutputStream(size * 3 / 2);
    mail.writeBytes(
        octets(
            header(id, "multipart/mixed; boundary=\"part-of-" + id + "\"", "7bit")
                + "--part-of-"
                + id
                + "\r\nContent-Type: application/octet-stream\r\n"
                + "Content-Disposition: attachment; filename=\"data.bin\"\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"));
    mail.writeBytes(Base64.getMimeEncoder(76, octets("\r\n")).encode(file));
    mail.writeBytes(octets("\r\n--part-of-" + id + "--\r\n"));
    return mail.toByteArray();
  }

  /** HTML that would like to run scripts and to load things. */
  public static byte[] hostileHtml(String id) {
    return octets(
        header(id, "text/html; charset=utf-8", "8bit")
            + "<html><head><title>x</title><script>top.pwned=1;parent.pwned=1</script></head>\r\n"
            + "<body onload=\"parent.pwned=2\"><h1 id=\"greeting\">Hello from the mail</h1>\r\n"
            + "<img src=\"x\" onerror=\"parent.pwned=3\"><svg onload=\"parent.pwned=4\"></svg>\r\n"
            + "<img src=\"http://192.0.2.1/track.png\">\r\n"
            + "<a href=\"javascript:parent.pwned=5\">click</a>\r\n"
            + "<form action=\"http://192.0.2.1/\"><input name=\"q\"></form>\r\n"
            + "</body></html>\r\n");
  }

  private static String header(String id, String type, String encoding) {
    return "From: Test Sender <sender@example.test>\r\nTo: Test Recipient <rcpt@example.test>\r\n"
        + "Subject: Test mail "
        + id
        + "\r\nDate: Mon, 23 Nov 2026 12:00:00 +0000\r\n"
        + "Message-ID: <"
        + id
        + "@example.test>\r\nX-Test-Id: "
        + id
        + "\r\nMIME-Version: 1.0\r\n"
        + "Content-Type: "
        + type
        + "\r\nContent-Transfer-Encoding: "
        + encoding
        + "\r\n\r\n";
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
