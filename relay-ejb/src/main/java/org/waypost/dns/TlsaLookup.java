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

/** Looks up TLSA records (RFC 6698), those only that DNSSEC vouches for. */
public interface TlsaLookup {

  /**
   * The records for a service.
   *
   * @param host an absolute name, with or without its final dot, whatever it is an alias of
   * @param port of a service over TCP, 1 to 65535
   */
  TlsaAnswer tlsa(String host, int port);
}
