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

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Kinds of files, by what they begin with rather than by what they say they are. */
enum Kind {
  /** Programs and libraries of Windows and DOS. */
  WINDOWS_PROGRAM("4d5a"),
  /** Programs and libraries of Linux and others. */
  ELF_PROGRAM("7f454c46"),
  /** Programs of macOS, and classes of Java, which begin with the same octets. */
  MACH_PROGRAM("cafebabe feedface feedfacf cefaedfe cffaedfe"),
  /** What a shell runs: it begins with {@code #!}. */
  SCRIPT("2321"),
  /** Shortcuts of Windows. */
  WINDOWS_SHORTCUT("4c00000001140200"),
  /** ZIP archives, among them office documents since 2007, and JARs. */
  ZIP("504b0304 504b0506"),
  /** RAR archives. */
  RAR("526172211a07"),
  /** 7z archives. */
  SEVEN_ZIP("377abcaf271c"),
  /** Cabinet archives. */
  CABINET("4d534346"),
  /** gzip files. */
  GZIP("1f8b"),
  /** Office documents up to 2003, installers, and other compound files. */
  COMPOUND("d0cf11e0a1b11ae1"),
  /** PDF documents. */
  PDF("255044462d"),
  /** Rich text. */
  RTF("7b5c7274"),
  /** OneNote sections. */
  ONENOTE("e4525c7b8cd8a74daeb15378d02996d3"),
  /** XML documents. */
  XML("3c3f786d6c");

  private final String beginnings;

  Kind(String beginnings) {
    this.beginnings = beginnings;
  }

  /** The word for it in configurations, such as {@code windows-program}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind of a word.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Kind of(String word) {
    for (Kind each : values()) {
      if (each.word().equals(word.strip().toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    StringBuilder all = new StringBuilder();
    for (Kind each : values()) {
      all.append(' ').append(each.word());
    }
    throw new IllegalArgumentException("'" + word + "' is no kind of file; there are" + all);
  }

  /** The kind of what begins with these octets. */
  static Optional<Kind> at(byte[] beginning, int length) {
    String hex = HexFormat.of().formatHex(beginning, 0, length);
    for (Kind each : values()) {
      for (String start : each.beginnings.split(" ")) {
        if (hex.startsWith(start)) {
          return Optional.of(each);
        }
      }
    }
    // RFC 8118 8 and its readers: a PDF's mark may stand within the first KiB
    String text = new String(beginning, 0, length, StandardCharsets.ISO_8859_1);
    return text.contains("%PDF-") ? Optional.of(PDF) : Optional.empty();
  }
}
