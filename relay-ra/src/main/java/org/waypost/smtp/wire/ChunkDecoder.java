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
 * Reads the chunks of a message in lines (RFC 3030 2). No dot means anything in it, and a CRLF may
 * be cut by the end of a chunk; else the {@link LineRules} are those of DATA. A last line that is
 * open is ended, as it could not be sent on with DATA otherwise.
 */
public final class ChunkDecoder implements ContentDecoder {

  private final LineText text;

  /** Reads chunks under those rules. */
  public ChunkDecoder(LineRules rules) {
    text = new LineText(rules);
  }

  @Override
  public int decode(byte[] octets, int offset, int end, Sink sink) {
    return text.take(octets, offset, end, sink, false);
  }

  @Override
  public boolean atEnd() {
    return false;
  }

  @Override
  public void end(Sink sink) {
    text.end(sink);
  }

  @Override
  public String fault() {
    return text.fault();
  }

  @Override
  public boolean hasEightBit() {
    return text.hasEightBit();
  }
}
