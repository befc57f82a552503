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
package org.waypost.smtpclient;

/**
 * How a session with a peer was secured, as it is shown and logged.
 *
 * @param version such as {@code TLSv1.3}; null in clear
 * @param cipher name of the cipher suite; null in clear
 * @param policy what was demanded: {@code none}, {@code opportunistic}, {@code required}, {@code
 *     verified}, {@code dane}, {@code sts}, {@code sts-testing} or {@code requiretls}
 * @param verdict {@code verified} or {@code dane} when the peer proved its name; {@code clear}
 *     without TLS; else what stood against it, by the words of RFC 8460 4.3
 */
public record Encryption(String version, String cipher, String policy, String verdict) {

  /** The same by another policy. */
  Encryption withPolicy(String other) {
    return new Encryption(version, cipher, other, verdict);
  }

  /** Whether there was TLS. */
  public boolean isEncrypted() {
    return version != null;
  }
}
