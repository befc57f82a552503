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

import java.util.Arrays;
import org.waypost.secrets.SharedSecret;
import org.waypost.store.Database;
import org.waypost.store.Ledger;

/**
 * SCRAM keys for names that have none, the same for a name at every try and on every node, so that
 * a salt does not tell whether there is such an account. No password fits them.
 */
final class MadeUpKeys {

  private static final String NAME = "made-up-scram-keys";

  private final byte[] secret;
  private final int iterations;

  MadeUpKeys(byte[] secret, int iterations) {
    this.secret = secret.clone();
    this.iterations = iterations;
  }

  /** With the secret of the database, which the first node makes. */
  static MadeUpKeys open(Database database, Ledger ledger, int iterations) {
    byte[] secret = SharedSecret.open(database, ledger, NAME);
    return new MadeUpKeys(secret, iterations);
  }

  ScramKeys of(String name) {
    return new ScramKeys(
        Arrays.copyOf(ScramKeys.hmac(secret, "salt " + name), ScramKeys.SALT),
        iterations,
        ScramKeys.hmac(secret, "stored key " + name),
        ScramKeys.hmac(secret, "server key " + name));
  }
}
