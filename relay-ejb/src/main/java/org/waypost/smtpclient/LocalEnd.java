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
package org.waypost.smtpclient;

/**
 * Where a connection left from.
 *
 * @param source name of the source address; null when the system chose the address
 * @param address in numbers
 */
public record LocalEnd(String source, String address) {

  /** As it is shown: {@code news-1[192.0.2.1]}, or the address alone. */
  @Override
  public String toString() {
    return source == null ? address : source + "[" + address + "]";
  }
}
