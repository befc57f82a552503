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

import java.util.Locale;

/** What goes wrong with TLS and its policies, as RFC 8460 4.3 tells it apart. */
public enum TlsFailure {
  /** The peer does not offer STARTTLS, or refuses it. */
  STARTTLS_NOT_SUPPORTED,
  /** The certificate does not name the host. */
  CERTIFICATE_HOST_MISMATCH,
  /** The certificate is not valid now. */
  CERTIFICATE_EXPIRED,
  /** The certificate does not lead to an authority that is trusted. */
  CERTIFICATE_NOT_TRUSTED,
  /** No TLSA record tells the certificate, or TLS did not come about for another reason. */
  VALIDATION_FAILURE,
  /** The TLSA records are of no use. */
  TLSA_INVALID,
  /** DNSSEC signatures do not verify. */
  DNSSEC_INVALID,
  /** DANE is demanded here, and the domain has none. */
  DANE_REQUIRED,
  /** The policy of MTA-STS cannot be fetched. */
  STS_POLICY_FETCH_ERROR,
  /** The policy of MTA-STS is malformed. */
  STS_POLICY_INVALID,
  /** The host of the policy has no certificate that is trusted. */
  STS_WEBPKI_INVALID;

  /** The word of the RFC, such as {@code certificate-expired}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
