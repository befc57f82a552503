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
package org.waypost.plugins.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes to a connection, each block at once. */
final class ConnectionOutput extends OutputStream {

  private final ServiceConnection connection;

  ConnectionOutput(ServiceConnection connection) {
    this.connection = connection;
  }

  @Override
  public void write(int octet) throws IOException {
    connection.write(ByteBuffer.wrap(new byte[] {(byte) octet}));
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    connection.write(ByteBuffer.wrap(from, offset, length));
  }
}
