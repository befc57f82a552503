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

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What administrators have configured of a contribution; there may be several of one.
 *
 * @param name unique
 * @param contribution id of what is configured
 * @param point that it contributes to, also while the plug-in is missing
 * @param enabled whether it is used
 * @param position the lowest is asked first
 * @param listeners names of those whose sessions it is for; {@code rest} and {@code jms} stand for
 *     mail that comes in that way; none for all
 * @param routes names of those whose mail it is for; none for all; for filters of stage queued
 * @param stage of a content filter
 * @param timeout how long a call may take
 * @param concurrency how many calls may run at a time
 * @param onFailure what holds when a call fails
 * @param parameters by name; a secret is {@code {"sealed": "…"}}
 */
public record PluginConfiguration(
    String name,
    String contribution,
    ExtensionPoint point,
    boolean enabled,
    int position,
    List<String> listeners,
    List<String> routes,
    Stage stage,
    Duration timeout,
    int concurrency,
    FailurePolicy onFailure,
    JsonObject parameters) {

  /** Where it stands that says nothing. */
  public static final int USUAL_POSITION = 500;

  /** The last position. */
  public static final int LAST_POSITION = 10_000;

  /** Copies the lists. */
  public PluginConfiguration {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(contribution, "contribution");
    Objects.requireNonNull(point, "point");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(onFailure, "onFailure");
    listeners = List.copyOf(listeners);
    routes = List.copyOf(routes);
  }
}
