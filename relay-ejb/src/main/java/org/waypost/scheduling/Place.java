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

import org.waypost.smtpclient.DeliveryReport;
import org.waypost.smtpclient.Passage;

/** A place for one attempt at a site, reserved until it is closed. */
public interface Place extends AutoCloseable {

  /** What the attempt has to keep to. */
  Passage passage();

  /** Tells how the attempt went, so that the site's pace follows; at most once, before closing. */
  void done(DeliveryReport report);

  /** Gives the place back. */
  @Override
  void close();
}
