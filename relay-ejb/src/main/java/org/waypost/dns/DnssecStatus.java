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
package org.waypost.dns;

/** Whether answers of the DNS are proven. */
public enum DnssecStatus {
  /** Their signatures are verified here. */
  VERIFIED("signatures are verified here"),
  /** The resolver verifies them, and is believed. */
  TRUSTED("the resolver verifies signatures, and is believed"),
  /** The resolver hands out no DNSSEC records, or wrong ones. */
  UNABLE("the resolver does not hand out what it takes to verify its answers"),
  /** The resolver did not answer when it was asked; it is asked again soon. */
  UNANSWERED("the resolver did not answer when it was asked for the keys of the root"),
  /** Switched off. */
  OFF("switched off");

  private final String words;

  DnssecStatus(String words) {
    this.words = words;
  }

  /** Whether an answer can be secure. */
  public boolean proves() {
    return this == VERIFIED || this == TRUSTED;
  }

  /** A clause for people. */
  public String words() {
    return words;
  }
}
