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
package org.waypost.routing;

import java.util.Comparator;
import java.util.Objects;

/**
 * A route as administrators define it.
 *
 * @param route its name, target and options
 * @param order routes are looked at from the lowest to the highest, and by name where it is the
 *     same; the first that matches is taken
 * @param match which mail it is for
 * @param enabled whether it is looked at
 * @param inCaptureMode whether it is followed in capture mode too
 */
public record RouteDefinition(
    Route route, int order, RouteMatch match, boolean enabled, boolean inCaptureMode) {

  /** The order in which routes are looked at. */
  public static final Comparator<RouteDefinition> ORDER =
      Comparator.comparingInt(RouteDefinition::order).thenComparing(RouteDefinition::name);

  /**
   * Checks that capture mode cannot be made to send to the world.
   *
   * @throws IllegalArgumentException when it could
   */
  public RouteDefinition {
    Objects.requireNonNull(route, "route");
    Objects.requireNonNull(match, "match");
    if (inCaptureMode && route.target() instanceof Target.MailExchanger) {
      throw new IllegalArgumentException(
          "inCaptureMode: not with target mx, as capture mode never mails the world");
    }
  }

  /** Its name. */
  public String name() {
    return route.name();
  }
}
