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
package org.waypost.plugins.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A header that is being changed. For one thread. */
public final class HeaderEdit {

  private final List<RawField> fields;
  private boolean changed;

  /** Of these fields. */
  public HeaderEdit(List<RawField> fields) {
    this.fields = new ArrayList<>(fields);
  }

  /** The fields as they are now. */
  public List<RawField> fields() {
    return List.copyOf(fields);
  }

  /** Whether anything was changed. */
  public boolean isChanged() {
    return changed;
  }

  /** Puts a field before the one at a position from 0 on; behind all when there are fewer. */
  public void insert(int position, RawField field) {
    fields.add(Math.min(Math.max(position, 0), fields.size()), field);
    changed = true;
  }

  /** Puts a field behind all. */
  public void append(RawField field) {
    insert(fields.size(), field);
  }

  /** Removes the fields that a test takes; tells how many. */
  public int remove(Predicate<RawField> test) {
    int before = fields.size();
    changed |= fields.removeIf(test);
    return before - fields.size();
  }

  /**
   * Removes fields of a name.
   *
   * @param index 0 for all, n for the n-th from the top, -n for the n-th from the bottom
   */
  public void remove(String name, int index) {
    if (index == 0) {
      remove(each -> each.is(name));
      return;
    }
    int position = position(name, index);
    if (position >= 0) {
      fields.remove(position);
      changed = true;
    }
  }

  /** Replaces the n-th field of a name, n from 1 on; appends it when there are fewer. */
  public void replace(String name, int index, RawField field) {
    int position = position(name, Math.max(index, 1));
    if (position < 0) {
      append(field);
      return;
    }
    fields.set(position, field);
    changed = true;
  }

  /** Puts others in the place of the fields that a test takes. */
  public void rewrite(Predicate<RawField> test, UnaryOperator<RawField> other) {
    for (int i = 0; i < fields.size(); i++) {
      RawField old = fields.get(i);
      RawField now = test.test(old) ? other.apply(old) : old;
      changed |= !now.equals(old);
      fields.set(i, now);
    }
  }

  private int position(String name, int index) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).is(name)) {
        positions.add(i);
      }
    }
    int wanted = index > 0 ? index - 1 : positions.size() + index;
    return wanted >= 0 && wanted < positions.size() ? positions.get(wanted) : -1;
  }

  /** A value on one line, made several where it would be longer than a line may be. */
  public static String folded(String value) {
    // RFC 5322 2.1.1: 998 octets, of which the name takes some
    int longest = 900;
    StringBuilder lines = new StringBuilder();
    String rest = value;
    while (rest.length() > longest) {
      int space = rest.lastIndexOf(' ', longest);
      if (space <= 0) {
        break;
      }
      lines.append(rest, 0, space).append("\r\n");
      rest = rest.substring(space);
    }
    return lines.append(rest).toString();
  }

  /**
   * A field whose value somebody else made: lines that would not continue it are made to, controls
   * go, and what is not ASCII is kept as UTF-8.
   *
   * @throws IllegalArgumentException when the name is not one of a field (RFC 5322 2.2)
   */
  public static RawField field(String name, String value) {
    if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
      throw new IllegalArgumentException("Not a name of a header field: '" + name + "'");
    }
    String folded =
        value
            .replace("\r\n", "\n")
            .replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ")
            .replaceAll("\n+(?=[^ \t\n]|$)", "\n ")
            .replaceAll("\n(?=\n)", "")
            .stripTrailing()
            .replace("\n", "\r\n");
    String spaced = folded.startsWith(" ") || folded.startsWith("\t") ? folded : " " + folded;
    byte[] octets = spaced.getBytes(StandardCharsets.UTF_8);
    return new RawField(name, new String(octets, StandardCharsets.ISO_8859_1));
  }
}
