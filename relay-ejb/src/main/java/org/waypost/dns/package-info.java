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
/**
 * Where mail for a domain goes, asked of the DNS (RFC 5321 5.1, RFC 7505).
 *
 * <p>Look-ups block the calling thread for a bounded time and are safe on any number of threads.
 * What the DNS does is never an exception: a look-up ends in one of the values of {@link
 * org.waypost.dns.MxLookup} or {@link org.waypost.dns.AddressLookup}, which tell permanent from
 * temporary failure. Answers, negative ones too, are cached for as long as their TTL allows.
 */
package org.waypost.dns;
