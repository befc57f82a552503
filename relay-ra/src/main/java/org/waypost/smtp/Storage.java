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
package org.waypost.smtp;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where content is kept between its arrival and the application's answer.
 *
 * @param folder of temporary files
 * @param threshold octets of one message that stay in memory; what is larger goes to a file
 * @param memory octets of all sessions' messages together that stay in memory
 */
public record Storage(Path folder, long threshold, long memory) {

  /** Before there is an application. */
  static final Storage NONE = new Storage(Path.of(""), 0, 0);

  /** Checks that nothing is missing. */
  public Storage {
    Objects.requireNonNull(folder, "folder");
  }
}
