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
package org.waypost.plugins.milter;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.waypost.api.mail.Reply;
import org.waypost.plugins.message.Spool;

/**
 * What a milter decided.
 *
 * @param verdict of the message
 * @param reply with a refusal; else empty
 * @param refused recipients that it refused, without brackets, with the reply for each
 * @param changes in the milter's order
 * @param body the new body; empty for the one there is. Whoever takes it closes it
 */
public record MilterResult(
    Verdict verdict,
    Optional<Reply> reply,
    Map<String, Reply> refused,
    List<Change> changes,
    Optional<Spool> body) {

  /** What becomes of a message. */
  public enum Verdict {
    /** It goes on. */
    ACCEPT,
    /** It is refused, for now or for good. */
    REFUSE,
    /** It is taken, and lost. */
    DISCARD
  }

  /** Copies the lists. */
  public MilterResult {
    Objects.requireNonNull(verdict, "verdict");
    if (reply.isPresent() != (verdict == Verdict.REFUSE)) {
      throw new IllegalArgumentException("A refusal has a reply, and nothing else has one");
    }
    refused = Map.copyOf(refused);
    changes = List.copyOf(changes);
    Objects.requireNonNull(body, "body");
  }
}
