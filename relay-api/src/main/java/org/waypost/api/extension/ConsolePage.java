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
package org.waypost.api.extension;

import java.util.List;
import java.util.Map;

/**
 * A page of the console. It is shown to administrators who are signed in, in a frame without
 * scripts and without access to the console's own pages.
 */
@FunctionalInterface
public interface ConsolePage extends Extension {

  /**
   * The HTML of the page: a whole document, at most 1 MiB. What it did not write itself it has to
   * escape.
   *
   * @param query the query parameters of the request
   * @param user who is signed in
   */
  String html(Map<String, List<String>> query, String user) throws Exception;
}
