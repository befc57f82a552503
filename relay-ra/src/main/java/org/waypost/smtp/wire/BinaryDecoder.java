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

/** Passes the chunks of a BINARYMIME message on (RFC 3030 3): it has no lines to look at. */
public final class BinaryDecoder implements ContentDecoder {

  /** For one message. */
  public BinaryDecoder() {}

  @Override
  public int decode(byte[] octets, int offset, int end, Sink sink) {
    if (end > offset) {
      sink.write(octets, offset, end - offset);
    }
    return end;
  }

  @Override
  public boolean atEnd() {
    return false;
  }

  @Override
  public void end(Sink sink) {
    // Nothing is held back.
  }

  @Override
  public String fault() {
    return null;
  }

  /** It may hold any; whoever cannot take them cannot take the message. */
  @Override
  public boolean hasEightBit() {
    return true;
  }
}
