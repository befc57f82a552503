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
package org.waypost.webhooks;

/**
 * What came of a POST.
 *
 * @param status of HTTP; null when there was no answer
 * @param text the beginning of the answer's body, or why there was none; at most 1,000 characters
 * @param millis how long it took
 */
public record HookAnswer(Integer status, String text, long millis) {

  private static final int MOST = 1_000;

  /** Cuts the text, and leaves out what is not printable. */
  public HookAnswer {
    String plain = text.replaceAll("[^ -~]", " ").strip();
    text = plain.length() > MOST ? plain.substring(0, MOST) : plain;
  }

  /** Whether the hook has taken what was sent. */
  public boolean isTaken() {
    return status != null && status >= 200 && status < 300;
  }
}
