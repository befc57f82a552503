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
package org.waypost.scheduling;

/**
 * How many attempts a site is worth at a time: starts low, grows with success and is halved by
 * failure, as TCP does with its window (RFC 5681). Guarded by its site.
 */
final class Window {

  private int first;
  private int most;
  private double size;

  /** From here on it grows by one in a round, and not with every success. */
  private double threshold;

  private long shrunkAt;

  Window(SiteLimits limits, long now) {
    this.first = limits.firstConnections();
    this.most = limits.connections();
    this.size = first;
    this.threshold = most;
    this.shrunkAt = now;
  }

  /** Keeps to other limits from now on. */
  void limit(SiteLimits limits) {
    first = limits.firstConnections();
    most = limits.connections();
    size = Math.min(size, most);
    threshold = most;
  }

  int size() {
    return (int) size;
  }

  int most() {
    return most;
  }

  /**
   * An attempt came through.
   *
   * @param inUse attempts under way, this one included: a window that nobody fills says nothing
   */
  void grow(int inUse) {
    if (inUse * 2 > size) {
      size = Math.min(most, size + (size < threshold ? 1 : 1 / size));
    }
  }

  /**
   * An attempt failed. Of those that were under way together, only the first counts.
   *
   * @param begun when the attempt was
   */
  void shrink(long begun, long now) {
    if (begun - shrunkAt >= 0) {
      size = Math.max(1, Math.floor(size / 2));
      threshold = Math.max(first, size);
      shrunkAt = now;
    }
  }

  /** Nothing is known of the site any more. */
  void restart() {
    size = first;
    threshold = most;
  }
}
