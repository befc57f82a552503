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

/** Reads a chunk that has been refused, and keeps nothing of it (RFC 3030 2). */
final class RefusedChunkInput implements Input {

  private final SmtpSession session;
  private final DataPace pace;
  private long left;

  RefusedChunkInput(SmtpSession session, long size) {
    this.session = session;
    this.left = size;
    this.pace = new DataPace(session.settings().limits().time(), session.activity().now());
  }

  @Override
  public boolean consume(ByteBuf in) {
    int count = (int) Math.min(left, in.readableBytes());
    in.skipBytes(count);
    left -= count;
    pace.received(count);
    if (left > 0) {
      return false;
    }
    session.takeCommands();
    return true;
  }

  @Override
  public Duration timeout() {
    return session.settings().limits().time().silence();
  }

  @Override
  public Optional<Reply> overdue(Activity activity) {
    return pace.overdue(activity);
  }

  @Override
  public void abandon() {
    // Nothing is kept.
  }
}
