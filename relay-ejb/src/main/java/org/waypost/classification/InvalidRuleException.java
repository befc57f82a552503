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
package org.waypost.classification;

/** A rule that makes no sense; the message says why, without the member's name. */
public final class InvalidRuleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String member;

  /** Names the member. */
  public InvalidRuleException(String member, String problem) {
    super(problem);
    this.member = member;
  }

  /** The member that is wrong, such as {@code text}. */
  public String member() {
    return member;
  }
}
