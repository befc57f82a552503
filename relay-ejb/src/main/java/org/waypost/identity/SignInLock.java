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
package org.waypost.identity;

import java.time.Instant;

/**
 * A lock after failed sign-ins.
 *
 * @param id to revoke it by
 * @param kind what is locked
 * @param account the name that was tried; null when the address is locked for all, empty for names
 *     that no account can have
 * @param address the client, of IPv6 its /64; null when the account is locked
 * @param failures that led to it
 * @param since when it began
 * @param until when it ends by itself
 */
public record SignInLock(
    String id,
    Kind kind,
    String account,
    String address,
    int failures,
    Instant since,
    Instant until) {

  /** What is locked. */
  public enum Kind {
    /** One account for one address. */
    PAIR,
    /** One address for all accounts. */
    ADDRESS,
    /** One account, for all addresses but those it has signed in from lately. */
    ACCOUNT
  }
}
