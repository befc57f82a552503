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
package org.waypost.plugins.attachments;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.mime.MimePart;
import org.waypost.plugins.mime.PartContent;

/**
 * What attachments must not be.
 *
 * @param names patterns of their names
 * @param kinds what they begin with
 * @param types their Content-Types, as written in lower case, or {@code image/*}
 * @param inZip whether names within ZIP archives are looked at
 * @param maxSize octets of the largest one, decoded; 0 for no limit
 */
record Inspection(
    List<NamePattern> names, Set<Kind> kinds, List<String> types, boolean inZip, long maxSize) {

  private static final int BEGINNING = 1024;

  /** What is wrong with a part; empty for nothing. */
  Optional<String> look(MailContent content, MimePart part) throws IOException {
    String name = part.fileName();
    Optional<NamePattern> named = names.stream().filter(each -> each.matches(name)).findFirst();
    if (!name.isEmpty() && named.isPresent()) {
      return Optional.of("an attachment named " + named.get().text());
    }
    String type = part.type().value();
    if (types.stream().anyMatch(each -> isOf(type, each))) {
      return Optional.of("an attachment of type " + type);
    }
    return part.isContainer() && !isEncodedMessage(part)
        ? Optional.empty()
        : lookInside(content, part);
  }

  private static boolean isOf(String type, String pattern) {
    return pattern.endsWith("/*")
        ? type.startsWith(pattern.substring(0, pattern.length() - 1))
        : type.equals(pattern);
  }

  private static boolean isEncodedMessage(MimePart part) {
    return part.isMessage()
        && (part.encoding().equals("base64") || part.encoding().equals("quoted-printable"));
  }

  private Optional<String> lookInside(MailContent content, MimePart part) throws IOException {
    if (kinds.isEmpty() && maxSize == 0 && (!inZip || names.isEmpty())) {
      return Optional.empty();
    }
    try (InputStream in = PartContent.decoded(content, part)) {
      byte[] block = new byte[16 * 1024];
      int count = in.readNBytes(block, 0, BEGINNING);
      Optional<Kind> kind = Kind.at(block, count);
      if (kind.filter(kinds::contains).isPresent()) {
        return Optional.of("an attachment of kind " + kind.get().word());
      }
      boolean isAttachment = !part.type().value().startsWith("text/") || !part.fileName().isEmpty();
      boolean looksIntoZip = inZip && !names.isEmpty() && kind.filter(Kind.ZIP::equals).isPresent();
      ZipNames zip = new ZipNames();
      long size = 0;
      while (count > 0) {
        size += count;
        if (maxSize > 0 && isAttachment && size > maxSize) {
          return Optional.of("an attachment of more than " + maxSize + " octets");
        }
        if (looksIntoZip) {
          zip.take(block, count);
        } else if (maxSize == 0 || !isAttachment) {
          return Optional.empty();
        }
        count = in.readNBytes(block, 0, block.length);
      }
      return inArchive(zip);
    }
  }

  private Optional<String> inArchive(ZipNames zip) {
    for (String path : zip.names()) {
      String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
      for (NamePattern each : names) {
        if (each.matches(name)) {
          return Optional.of("an archive with a file named " + each.text());
        }
      }
    }
    return Optional.empty();
  }
}
