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
package org.waypost.smtp.wire;

/**
 * Turns what a client sends as message data into the content of the message, and says what is wrong
 * with it. For one message and one thread; the result does not depend on how the input is cut.
 */
public interface ContentDecoder {

  /** Takes what was decoded, in runs as long as the input allows. */
  @FunctionalInterface
  interface Sink {
    /** The octets are only valid during the call. */
    void write(byte[] octets, int offset, int count);
  }

  /**
   * Decodes from {@code offset} on, up to {@code end} or the end of the data.
   *
   * @return how far it came
   */
  int decode(byte[] octets, int offset, int end, Sink sink);

  /** Whether the data has said by itself that it ends here. */
  boolean atEnd();

  /** The client has said that the data ends here: writes what is still due. */
  void end(Sink sink);

  /** The first thing that was wrong with the data, or null. */
  String fault();

  /** Whether an octet above 127 was seen. */
  boolean hasEightBit();
}
