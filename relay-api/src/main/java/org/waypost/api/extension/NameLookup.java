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

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Looks names up in the relay's DNS, with its cache and time limits. Safe for any threads. */
public interface NameLookup {

  /**
   * The addresses of a host.
   *
   * @return empty when there is no such name, or it has no address
   * @throws IOException when there is no answer now
   */
  List<InetAddress> addresses(String host) throws IOException;

  /**
   * The TXT records of a name, the strings of each put together.
   *
   * @return empty when there is none
   * @throws IOException when there is no answer now
   */
  List<String> texts(String name) throws IOException;
}
