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

/** What all extensions have in common; see the package for their life and threads. */
public interface Extension {

  /**
   * Called once, before any other call.
   *
   * @param context parameters and services; may be kept
   * @throws Exception when it cannot work so: the contribution is shown as broken with this error,
   *     and its failure policy holds
   */
  default void start(ExtensionContext context) throws Exception {}

  /** Called once, when no call runs any more; frees what {@link #start} took. */
  default void stop() throws Exception {}
}
