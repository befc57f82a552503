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
package org.waypost.dns;

import java.util.List;

/** What came of one question to the DNS. */
sealed interface Answer<T> {

  /** Records of the type asked for, 1 or more. */
  record Records<T>(List<T> records) implements Answer<T> {}

  /** The name exists, but has no record of that type. */
  record NoData<T>() implements Answer<T> {}

  /** The name does not exist. */
  record NoName<T>() implements Answer<T> {}

  /** No answer, or none that says anything. */
  record Failed<T>(String reason) implements Answer<T> {}
}
