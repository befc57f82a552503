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
package org.waypost.plugins.milter;

/** A change that a milter asks for; the body's is not among them. */
public sealed interface Change {

  /**
   * A field behind the others.
   *
   * @param name of the field
   * @param value of the field, folds as LF
   */
  record AddHeader(String name, String value) implements Change {}

  /**
   * A field among the others.
   *
   * @param index number of fields before it; behind all when there are fewer
   * @param name of the field
   * @param value of the field, folds as LF
   */
  record InsertHeader(int index, String name, String value) implements Change {}

  /**
   * Another value for a field, or its removal.
   *
   * @param index which of that name, from 1 on
   * @param name of the field
   * @param value the new one, folds as LF; empty for the removal
   */
  record ChangeHeader(int index, String name, String value) implements Change {}

  /**
   * Another reverse-path.
   *
   * @param address as the milter wrote it, mostly in brackets
   */
  record ChangeSender(String address) implements Change {}

  /**
   * One more forward-path.
   *
   * @param address as the milter wrote it, mostly in brackets
   */
  record AddRecipient(String address) implements Change {}

  /**
   * One forward-path less.
   *
   * @param address as the milter wrote it, mostly in brackets
   */
  record RemoveRecipient(String address) implements Change {}

  /**
   * The message is to be kept aside.
   *
   * @param reason for the administrator
   */
  record Quarantine(String reason) implements Change {}
}
