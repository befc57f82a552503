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
package org.waypost.delivery;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.waypost.dane.DanePolicy;
import org.waypost.smtpclient.ChainCheck;

/**
 * Holds a certificate against TLSA records.
 *
 * @param policy with the records
 * @param others names that the certificate may have beside the one of the records (RFC 7672 3.2.2)
 */
record DaneCheck(DanePolicy.Authenticated policy, List<String> others) implements ChainCheck {

  DaneCheck {
    others = List.copyOf(others);
  }

  @Override
  public void check(List<X509Certificate> chain) throws CertificateException {
    policy.check(chain, others);
  }

  @Override
  public String serverName() {
    return policy.baseDomain();
  }
}
