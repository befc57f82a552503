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
package org.waypost.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.waypost.api.smtp.MailContent;

/** A message in a temporary file, which {@link #close} deletes. */
public final class FileContent implements MailContent, AutoCloseable {

  private final Path file;
  private final long size;
  private final boolean eightBit;

  /** Over a file that is complete. */
  public FileContent(Path file, long size, boolean eightBit) {
    this.file = file;
    this.size = size;
    this.eightBit = eightBit;
  }

  /** The file. */
  public Path file() {
    return file;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    Files.copy(file, out);
  }

  @Override
  public boolean hasEightBit() {
    return eightBit;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
