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
package org.waypost.extensions;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.waypost.api.extension.Extension;

/** Slots with extensions that need no plug-in. */
public final class TestSlots {

  private TestSlots() {}

  /** With this one at work, as {@code test}. */
  public static <T extends Extension> Slot<T> with(
      ExtensionPoint point, Class<T> type, FailurePolicy policy, T extension) {
    Slot<T> slot = new Slot<>(point, type);
    slot.use(
        List.of(
            new Active<>(
                new PluginConfiguration(
                    "test",
                    "com.example.test",
                    point,
                    true,
                    1,
                    List.of(),
                    List.of(),
                    Stage.QUEUED,
                    Duration.ofSeconds(30),
                    2,
                    policy,
                    JsonValue.EMPTY_JSON_OBJECT),
                null,
                type,
                () -> extension,
                Executors.newCachedThreadPool(
                    work -> {
                      Thread thread = new Thread(work);
                      thread.setDaemon(true);
                      return thread;
                    }),
                new CallFigures())));
    return slot;
  }
}
