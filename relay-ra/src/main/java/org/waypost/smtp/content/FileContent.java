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
package org.waypost.smtp.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Content in a temporary file. */
final class FileContent implements ReceivedContent {

  private final SpoolFile file;
  private final long size;
  private final boolean eightBit;
  private final Runnable release;

  FileContent(SpoolFile file, long size, boolean eightBit, Runnable release) {
    this.file = file;
    this.size = size;
    this.eightBit = eightBit;
    this.release = release;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    return file.open();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    file.writeTo(out);
  }

  @Override
  public boolean hasEightBit() {
    return eightBit;
  }

  @Override
  public void close() {
    release.run();
  }
}
