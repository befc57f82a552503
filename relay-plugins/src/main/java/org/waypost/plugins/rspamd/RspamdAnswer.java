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
package org.waypost.plugins.rspamd;

import java.util.List;
import java.util.Objects;
import org.waypost.plugins.message.RawField;

/**
 * What Rspamd said of a message.
 *
 * @param action what it would do
 * @param score the message's score
 * @param threshold the score from which on it would reject
 * @param symbols names of the rules that hit, with their scores, as {@code NAME(1.50)}
 * @param subject the subject that the message would get; null for the one that it has
 * @param message what the client would be told; empty when Rspamd says nothing of it
 * @param added fields that the header would get
 * @param removed fields that the header would lose
 */
public record RspamdAnswer(
    Action action,
    double score,
    double threshold,
    List<String> symbols,
    String subject,
    String message,
    List<RawField> added,
    List<Removal> removed) {

  /** What Rspamd would do. */
  public enum Action {
    /** Let it through. */
    NO_ACTION,
    /** Let the client try again later. */
    GREYLIST,
    /** Mark it in its header. */
    ADD_HEADER,
    /** Mark it in its subject. */
    REWRITE_SUBJECT,
    /** Refuse it for now, such as for a rate that is too high. */
    SOFT_REJECT,
    /** Take it, and lose it. */
    DISCARD,
    /** Keep it aside. */
    QUARANTINE,
    /** Refuse it. */
    REJECT,
    /** Something of an administrator's own making. */
    OTHER
  }

  /**
   * A field to remove.
   *
   * @param name of the field
   * @param index 0 for all of that name, n for the n-th from the top, -n for the n-th from the
   *     bottom
   */
  public record Removal(String name, int index) {}

  /** Copies the lists. */
  public RspamdAnswer {
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(message, "message");
    symbols = List.copyOf(symbols);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }
}
