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
package org.waypost.api.extension;

import java.util.Optional;
import org.waypost.api.mail.Reply;

/**
 * Says what refusals mean, before the rules do. Asked for each refusal, so it must answer from
 * memory.
 */
@FunctionalInterface
public interface BounceClassifier extends Extension {

  /**
   * The category of a refusal.
   *
   * @param reply 4xx or 5xx
   * @param host name of the host that gave it; empty when none did
   * @return the word of a category, as in {@code /bounce-rules}; empty for no opinion
   */
  Optional<String> classify(Reply reply, String host) throws Exception;
}
