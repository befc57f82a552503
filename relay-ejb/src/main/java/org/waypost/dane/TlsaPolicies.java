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
package org.waypost.dane;

/** Looks up what the DNS says of the certificate of a host (RFC 7672 2.2). */
public interface TlsaPolicies {

  /**
   * What holds for connections to a host.
   *
   * <p>It is for the caller to ask only about hosts whose name is known for sure: mail exchangers
   * whose MX records were secure, and smart hosts.
   *
   * @param host a name in A-labels; of an address in numbers nothing is ever published
   * @param port of SMTP there, 1 to 65535
   */
  DanePolicy find(String host, int port);
}
