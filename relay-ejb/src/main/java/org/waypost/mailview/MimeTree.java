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

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The leaves of a message, walked within the bounds of the package. */
final class MimeTree {

  static final int MAX_PARTS = 200;
  static final int MAX_DEPTH = 20;
  static final int MAX_TEXT = 1024 * 1024;

  private final List<MailPart> parts = new ArrayList<>();
  private final List<Part> bodies = new ArrayList<>();
  private String problem;

  /** Decoded text of a part, and whether there was more. */
  record Text(String value, boolean cut) {}

  private MimeTree() {}

  static MimeTree of(Part message) {
    MimeTree tree = new MimeTree();
    tree.walk(message, 1);
    return tree;
  }

  /** The tree of a message that is not taken apart. */
  static MimeTree unread() {
    MimeTree tree = new MimeTree();
    tree.problem = "The message has too many parts to be taken apart.";
    return tree;
  }

  List<MailPart> parts() {
    return parts;
  }

  String problem() {
    return problem;
  }

  boolean has(String type) {
    return first(type) >= 0;
  }

  /** The first part of a type that is meant to be read; null without one. */
  Text text(String type) {
    int index = first(type);
    if (index < 0) {
      return null;
    }
    Part part = bodies.get(index);
    try (InputStream in = part.getInputStream()) {
      byte[] octets = in.readNBytes(MAX_TEXT + 1);
      boolean cut = octets.length > MAX_TEXT;
      int length = Math.min(octets.length, MAX_TEXT);
      return new Text(new String(octets, 0, length, charset(part)), cut);
    } catch (IOException | MessagingException e) {
      return new Text("", false);
    }
  }

  /** The decoded octets of a part; null when there is none of that number. */
  InputStream open(int number) throws IOException {
    if (number < 1 || number > bodies.size()) {
      return null;
    }
    try {
      return bodies.get(number - 1).getInputStream();
    } catch (MessagingException e) {
      throw new IOException("The part cannot be read", e);
    }
  }

  private int first(String type) {
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).attachment() && parts.get(i).contentType().equals(type)) {
        return i;
      }
    }
    return -1;
  }

  private void walk(Part part, int depth) {
    if (parts.size() >= MAX_PARTS || depth > MAX_DEPTH) {
      problem = "The message has more parts than are shown.";
      return;
    }
    try {
      if (typeOf(part).startsWith("multipart/") && part.getContent() instanceof Multipart inner) {
        for (int i = 0; i < inner.getCount(); i++) {
          walk(inner.getBodyPart(i), depth + 1);
          if (problem != null) {
            return;
          }
        }
      } else {
        addLeaf(part);
      }
    } catch (MessagingException | IOException e) {
      problem = "The message is malformed; this is what could be read.";
    }
  }

  private void addLeaf(Part part) throws MessagingException {
    String type = typeOf(part);
    String name = fileName(part);
    String id = part instanceof MimePart mime ? mime.getContentID() : null;
    boolean readable =
        (type.equals("text/plain") || type.equals("text/html"))
            && !Part.ATTACHMENT.equalsIgnoreCase(disposition(part));
    bodies.add(part);
    parts.add(
        new MailPart(
            bodies.size(),
            type,
            name,
            id == null ? null : id.replaceAll("[<>\\s]", ""),
            part.getSize(),
            !readable));
  }

  private static String typeOf(Part part) throws MessagingException {
    try {
      return new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
    } catch (ParseException e) {
      // RFC 2045 5.2: what cannot be read is plain text; as bytes of any kind it is safer.
      return "application/octet-stream";
    }
  }

  private static String disposition(Part part) {
    try {
      return part.getDisposition();
    } catch (MessagingException e) {
      return Part.ATTACHMENT;
    }
  }

  private static String fileName(Part part) {
    try {
      String name = part.getFileName();
      return name == null ? null : MimeUtility.decodeText(name);
    } catch (MessagingException | IOException e) {
      return null;
    }
  }

  private static Charset charset(Part part) throws MessagingException {
    String name = new ContentType(part.getContentType()).getParameter("charset");
    if (name == null) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(MimeUtility.javaCharset(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.ISO_8859_1;
    }
  }
}
