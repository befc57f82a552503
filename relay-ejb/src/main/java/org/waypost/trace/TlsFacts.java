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
package org.waypost.trace;

/**
 * How the session of an attempt was secured.
 *
 * @param version such as {@code TLSv1.3}; null in clear, and where TLS did not come about
 * @param cipher name of the cipher suite; null with the version
 * @param policy what was demanded: {@code none}, {@code opportunistic}, {@code required}, {@code
 *     verified}, {@code dane}, {@code sts}, {@code sts-testing} or {@code requiretls}
 * @param verdict {@code verified} or {@code dane} when the peer proved its name; {@code clear}
 *     without TLS; else what stood against it, by the words of RFC 8460 4.3
 */
public record TlsFacts(String version, String cipher, String policy, String verdict) {

  /** On one line: {@code TLSv1.3 TLS_AES_256_GCM_SHA384 sts verified}. */
  @Override
  public String toString() {
    return (version == null ? "" : version + " " + cipher + " ") + policy + " " + verdict;
  }
}
