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
package org.waypost.plugins.mime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.waypost.plugins.message.RawField;

/**
 * A part of a message; the message itself is the first.
 *
 * @param parent number of the part that it is in; -1 for the message itself
 * @param header its fields
 * @param type its Content-Type; text/plain when it has none (RFC 2045 5.2)
 * @param headerStart octet of the message at which its header begins
 * @param bodyStart octet of the message at which its body begins
 * @param bodyEnd octet of the message at which its body has ended, without the line end before a
 *     boundary
 */
public record MimePart(
    int parent,
    List<RawField> header,
    StructuredValue type,
    long headerStart,
    long bodyStart,
    long bodyEnd) {

  /** Copies the header. */
  public MimePart {
    header = List.copyOf(header);
  }

  /** The value of a field. */
  public Optional<String> field(String name) {
    return header.stream().filter(each -> each.is(name)).map(RawField::value).findFirst();
  }

  /** Its Content-Transfer-Encoding, in lower case (RFC 2045 6). */
  public String encoding() {
    return field("Content-Transfer-Encoding").orElse("7bit").strip().toLowerCase(Locale.ROOT);
  }

  /** Its Content-Disposition (RFC 2183); an empty value when it has none. */
  public StructuredValue disposition() {
    return StructuredValue.parse(field("Content-Disposition").orElse(""));
  }

  /** Whether other parts may be in it. */
  public boolean isContainer() {
    return type.value().startsWith("multipart/") || isMessage();
  }

  /** Whether it is a message of its own. */
  public boolean isMessage() {
    return type.value().equals("message/rfc822") || type.value().equals("message/global");
  }

  /** The name of the file that it is, words in other letters decoded; empty when it has none. */
  public String fileName() {
    String name = disposition().parameters().get("filename");
    if (name == null) {
      name = type.parameters().getOrDefault("name", "");
    }
    return EncodedWords.decode(name);
  }
}
