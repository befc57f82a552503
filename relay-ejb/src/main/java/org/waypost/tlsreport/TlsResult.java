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
package org.waypost.tlsreport;

import java.time.LocalDate;

/**
 * A kind of session that is counted.
 *
 * @param day in UTC
 * @param domain of recipients
 * @param policyType {@code tlsa}, {@code sts} or {@code no-policy-found}
 * @param mx name of the exchanger; empty for sessions that succeeded
 * @param address of the exchanger; empty likewise, and where there was no session
 * @param failure by the words of RFC 8460 4.3; empty for success
 * @param policy what the domain published, a line for each string
 */
record TlsResult(
    LocalDate day,
    String domain,
    String policyType,
    String mx,
    String address,
    String failure,
    String policy) {}
