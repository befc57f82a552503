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
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.content.ContentWriter;
import org.waypost.smtp.content.ReceivedContent;
import org.waypost.smtp.wire.DataDecoder;

/**
 * Receives message data. What is too large or faulty is read to its end without being kept, as the
 * client cannot be interrupted, and refused there.
 */
final class DataInput implements Input {

  private static final Logger LOG = System.getLogger(DataInput.class.getName());
  private static final int CHUNK = 32 * 1024;
  private static final FastThreadLocal<byte[]> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[CHUNK];
        }
      };

  private final SmtpSession session;
  private final ContentWriter writer;
  private final DataDecoder decoder;
  private final DataPace pace;
  private long size;
  private boolean dropping;

  DataInput(SmtpSession session, ContentWriter writer) {
    this.session = session;
    this.writer = writer;
    this.pace = new DataPace(session.settings().limits().time(), session.activity().now());
    this.decoder = new DataDecoder(session.settings().limits().size().dataLine());
  }

  @Override
  public boolean consume(ByteBuf in) {
    if (!in.isReadable()) {
      return false;
    }
    byte[] scratch = SCRATCH.get();
    int count = Math.min(in.readableBytes(), scratch.length);
    pace.received(count);
    in.getBytes(in.readerIndex(), scratch, 0, count);
    in.skipBytes(decoder.decode(scratch, 0, count, this::keep));
    if (decoder.atEnd()) {
      finish();
    } else if (writer.mustWait()) {
      session.pause();
      writer.whenWritten(session::resume);
    }
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
    writer.discard();
  }

  private void keep(byte[] octets, int offset, int count) {
    size += count;
    if (dropping) {
      return;
    }
    if (isTooLarge() || decoder.fault() != null) {
      dropping = true;
      writer.discard();
    } else {
      writer.write(octets, offset, count);
    }
  }

  private boolean isTooLarge() {
    return size > session.settings().maxMessageSize();
  }

  private void finish() {
    if (isTooLarge()) {
      refuse(Replies.TOO_LARGE);
    } else if (decoder.fault() != null) {
      refuse(Reply.of(550, "5.6.0", decoder.fault()));
    } else {
      session.pause();
      writer.finish(decoder.hasEightBit(), this::finished);
    }
  }

  private void finished(ReceivedContent content, IOException failure) {
    if (failure == null) {
      session.submit(content);
      return;
    }
    LOG.log(Level.WARNING, "Session " + session.id() + ": content cannot be spooled: " + failure);
    refuse(Replies.NO_STORAGE);
    session.resume();
  }

  private void refuse(Reply reply) {
    writer.discard();
    session.concludeMessage(reply, size);
  }
}
