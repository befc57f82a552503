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
package org.waypost.web.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request body that ends the request with 413 when more than a limit is read from it. */
final class BoundedBody extends FilterInputStream {

  private final BodyLimit limit;
  private long read;

  BoundedBody(InputStream body, BodyLimit limit) {
    super(body);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    if (octet >= 0) {
      count(1);
    }
    return octet;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int got = super.read(target, offset, length);
    if (got > 0) {
      count(got);
    }
    return got;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int octets) {
    read += octets;
    if (read > limit.octets()) {
      throw limit.exceeded();
    }
  }
}
