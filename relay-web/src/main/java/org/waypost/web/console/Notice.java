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
package org.waypost.web.console;

import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Named;
import java.io.Serializable;

/** What the last action did, told once on the page that follows it. */
@Named("notice")
@SessionScoped
public class Notice implements Serializable {

  private static final long serialVersionUID = 1L;
  private String text;

  void say(String key, Object... values) {
    text = Texts.format(key, values);
  }

  /** The text, which is forgotten with this call; null when there is none. */
  public String take() {
    String taken = text;
    text = null;
    return taken;
  }
}
