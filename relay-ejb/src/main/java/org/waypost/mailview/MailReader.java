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
package org.waypost.mailview;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.SharedByteArrayInputStream;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import org.waypost.content.SpoolFolder;

/** Reads through memory or a temporary file, as the size has it. */
public final class MailReader implements OpenMail {

  private static final int IN_MEMORY = 256 * 1024;
  private static final int MAX_HEADERS = 500;
  private static final int MAX_VALUE = 8_000;
  private static final Session SESSION = session();

  private final InputStream source;
  private final Path file;
  private final MimeMessage message;
  private final MimeTree tree;

  private MailReader(InputStream source, Path file, boolean simple) throws MessagingException {
    this.source = source;
    this.file = file;
    this.message = new MimeMessage(SESSION, source);
    this.tree = simple ? MimeTree.of(message) : MimeTree.unread();
  }

  /**
   * Opens messages, by way of this folder when they are large.
   *
   * @param spool is made when it is needed
   */
  public static MailOpener by(Path spool) {
    return stream -> open(stream, spool);
  }

  private static MailReader open(InputStream stream, Path spool) throws IOException {
    BoundaryCount boundaries = new BoundaryCount();
    try (stream) {
      byte[] start = stream.readNBytes(IN_MEMORY);
      boundaries.add(start, start.length);
      if (start.length < IN_MEMORY) {
        return open(new SharedByteArrayInputStream(start), null, boundaries);
      }
      Files.createDirectories(spool);
      Path file = Files.createTempFile(spool, SpoolFolder.VIEW, ".eml");
      try {
        spool(start, stream, file, boundaries);
        return open(new SharedFileInputStream(file.toFile()), file, boundaries);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    }
  }

  @Override
  public MailView view() {
    MimeTree.Text text = tree.text("text/plain");
    return new MailView(
        headers(),
        text == null ? null : text.value(),
        text != null && text.cut(),
        tree.has("text/html"),
        tree.parts(),
        tree.problem());
  }

  @Override
  public String html() {
    MimeTree.Text html = tree.text("text/html");
    return html == null ? null : html.value();
  }

  @Override
  public List<MailPart> parts() {
    return List.copyOf(tree.parts());
  }

  @Override
  public InputStream open(int number) throws IOException {
    return tree.open(number);
  }

  @Override
  public void close() throws IOException {
    source.close();
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  private static MailReader open(InputStream source, Path file, BoundaryCount boundaries)
      throws IOException {
    try {
      return new MailReader(source, file, boundaries.isPlausible());
    } catch (MessagingException e) {
      source.close();
      throw new IOException("The header of the message cannot be read", e);
    }
  }

  private static void spool(byte[] start, InputStream rest, Path file, BoundaryCount boundaries)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(start);
      byte[] block = new byte[64 * 1024];
      for (int got = rest.read(block); got >= 0; got = rest.read(block)) {
        boundaries.add(block, got);
        out.write(block, 0, got);
      }
    }
  }

  private List<MailField> headers() {
    List<MailField> headers = new ArrayList<>();
    try {
      Enumeration<Header> all = message.getAllHeaders();
      while (all.hasMoreElements() && headers.size() < MAX_HEADERS) {
        Header header = all.nextElement();
        headers.add(new MailField(header.getName(), readable(header.getValue())));
      }
    } catch (MessagingException e) {
      // The header was read when the message was opened; what is there is what is shown.
      return headers;
    }
    return headers;
  }

  private static String readable(String value) {
    String unfolded = MimeUtility.unfold(value == null ? "" : value);
    String cut = unfolded.length() > MAX_VALUE ? unfolded.substring(0, MAX_VALUE) + "…" : unfolded;
    try {
      return MimeUtility.decodeText(cut);
    } catch (UnsupportedEncodingException e) {
      return cut;
    }
  }

  private static Session session() {
    Properties properties = new Properties();
    properties.setProperty("mail.mime.address.strict", "false");
    properties.setProperty("mail.mime.allowutf8", "true");
    return Session.getInstance(properties);
  }
}
