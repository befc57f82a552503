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
import org.waypost.api.mail.MessageId;
import org.waypost.api.smtp.MailContent;

/** A message whose octets are in the table content. */
final class TableContent implements MailContent {

  private final ContentTable table;
  private final MessageId id;
  private final int group;
  private final long size;
  private final boolean eightBit;

  TableContent(ContentTable table, MessageId id, int group, long size, boolean eightBit) {
    this.table = table;
    this.id = id;
    this.group = group;
    this.size = size;
    this.eightBit = eightBit;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() {
    return new BlockStream(table, id, group, size);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = open()) {
      in.transferTo(out);
    }
  }

  @Override
  public boolean hasEightBit() {
    return eightBit;
  }
}
