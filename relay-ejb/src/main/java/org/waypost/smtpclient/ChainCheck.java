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

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Judges the certificates that a peer shows. Equal checks judge alike: connections that passed one
 * are used for the other.
 */
public interface ChainCheck {

  /**
   * Judges a chain.
   *
   * @param chain as the peer sent it, its own certificate first
   * @throws CertificateException when it is none of those that were told
   */
  void check(List<X509Certificate> chain) throws CertificateException;

  /** The name of the host that the peer is asked for (SNI, RFC 7672 8.1). */
  String serverName();
}
