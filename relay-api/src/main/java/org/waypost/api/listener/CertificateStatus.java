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
package org.waypost.api.listener;

import java.time.Instant;
import java.util.List;

/**
 * A certificate that listeners show.
 *
 * @param name of its file, without the ending
 * @param names that it is for, lower case; wildcards as {@code *.example.org}
 * @param subject of the certificate
 * @param issuer of the certificate
 * @param fingerprint SHA-256, in hex
 * @param notBefore when it begins
 * @param notAfter when it ends
 * @param selfSigned whether Waypost made it
 * @param byDefault whether a client that names no server, or an unknown one, is shown it
 * @param problem why it is not used; empty without a problem
 */
public record CertificateStatus(
    String name,
    List<String> names,
    String subject,
    String issuer,
    String fingerprint,
    Instant notBefore,
    Instant notAfter,
    boolean selfSigned,
    boolean byDefault,
    String problem) {

  /** Copies the names. */
  public CertificateStatus {
    names = List.copyOf(names);
  }
}
