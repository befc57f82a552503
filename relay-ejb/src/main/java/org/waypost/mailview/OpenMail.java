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
package org.waypost.mailview;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A message that is open for reading, by one thread; closing it gives its temporary file back. */
public interface OpenMail extends Closeable {

  /** The message as a person reads it. */
  MailView view();

  /** The HTML as the sender wrote it, at most 1 MiB; null without one. */
  String html();

  /** The leaves of the MIME tree; at most 200. */
  List<MailPart> parts();

  /**
   * The decoded octets of a part; null when there is none of that number.
   *
   * @param number from 1
   */
  InputStream open(int number) throws IOException;
}
