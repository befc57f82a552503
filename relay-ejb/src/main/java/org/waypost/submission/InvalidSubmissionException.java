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
package org.waypost.submission;

/** A submission that cannot be accepted; says which field is wrong, and why. */
public final class InvalidSubmissionException extends Exception {

  private static final long serialVersionUID = 1L;
  private final String field;

  /** Names the field, such as {@code to[1]}, and what is wrong with it. */
  public InvalidSubmissionException(String field, String problem) {
    super(problem);
    this.field = field;
  }

  /** The field that is wrong. */
  public String field() {
    return field;
  }
}
