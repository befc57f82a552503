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
package org.waypost.smtp.session;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;
import org.waypost.api.mail.Reply;

/** Receives one chunk of a message (RFC 3030 2). */
final class ChunkInput implements Input {

  private final SmtpSession session;
  private final MessageBody body;
  private final long size;
  private final boolean last;
  private long left;

  ChunkInput(SmtpSession session, MessageBody body, long size, boolean last) {
    this.session = session;
    this.body = body;
    this.size = size;
    this.last = last;
    this.left = size;
    body.goOn();
  }

  @Override
  public boolean consume(ByteBuf in) {
    if (left > 0 && !in.isReadable()) {
      return false;
    }
    if (left > 0) {
      left -= body.take(in, left);
    }
    if (left == 0 && last) {
      body.conclude();
      return true;
    }
    body.waitForDisk();
    if (left == 0) {
      session.intake().chunkTaken(body, size);
    }
    return true;
  }

  @Override
  public Duration timeout() {
    return session.settings().limits().time().silence();
  }

  @Override
  public Optional<Reply> overdue(Activity activity) {
    return body.overdue(activity);
  }

  @Override
  public void abandon() {
    body.discard();
  }
}
