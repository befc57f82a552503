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
package org.waypost.mailview;

import java.io.IOException;
import java.io.InputStream;

/** Opens messages for reading. */
@FunctionalInterface
public interface MailOpener {

  /**
   * Reads the stream to its end and closes it.
   *
   * @throws IOException when it cannot be read, or its header is none
   */
  OpenMail open(InputStream stream) throws IOException;
}
