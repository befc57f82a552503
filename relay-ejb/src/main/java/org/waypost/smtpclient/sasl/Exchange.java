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
package org.waypost.smtpclient.sasl;

import java.util.Optional;
import javax.security.sasl.SaslException;

/** One sign-in by one mechanism. */
public interface Exchange extends AutoCloseable {

  /** What goes with the command; nothing when the server speaks first. */
  Optional<byte[]> initial() throws SaslException;

  /**
   * The answer to a challenge.
   *
   * @throws SaslException when the challenge makes no sense, or proves that the server is another
   */
  byte[] answer(byte[] challenge) throws SaslException;

  /** Whether the server has proven itself by now, where the mechanism has it do so. */
  boolean isProven();

  /** Forgets the secret. */
  @Override
  default void close() throws SaslException {
    // Most have nothing to let go of.
  }
}
