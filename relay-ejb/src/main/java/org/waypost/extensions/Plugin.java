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

import java.util.List;
import java.util.Optional;

/**
 * A plug-in that was found.
 *
 * @param id as it says; the file's name where it says none that can be read
 * @param name for administrators
 * @param version of its own
 * @param api the version of the extension points that it was made for
 * @param location file name, or where it lies on the class path
 * @param error why it is not used; empty when it is
 * @param contributions none when it is not used
 */
public record Plugin(
    String id,
    String name,
    String version,
    String api,
    String location,
    Optional<String> error,
    List<Contribution> contributions) {

  /** Copies the contributions. */
  public Plugin {
    contributions = List.copyOf(contributions);
  }
}
