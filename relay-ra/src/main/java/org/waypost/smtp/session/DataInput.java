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

/** Receives message data behind DATA. */
final class DataInput implements Input {

  private final SmtpSession session;
  private final MessageBody body;

  DataInput(SmtpSession session, MessageBody body) {
    this.session = session;
    this.body = body;
  }

  @Override
  public boolean consume(ByteBuf in) {
    if (!in.isReadable()) {
      return false;
    }
    body.take(in, Long.MAX_VALUE);
    if (body.atEnd()) {
      body.conclude();
    } else {
      body.waitForDisk();
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
