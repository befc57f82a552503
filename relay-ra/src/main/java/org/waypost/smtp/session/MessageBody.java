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
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.waypost.api.mail.Reply;
import org.waypost.smtp.content.ContentWriter;
import org.waypost.smtp.content.ReceivedContent;
import org.waypost.smtp.wire.ContentDecoder;

/**
 * The content of the message that a session is receiving, with DATA or in chunks. What is too large
 * or faulty is read without being kept, as the client cannot be interrupted, and refused at its
 * end.
 */
final class MessageBody {

  private static final Logger LOG = System.getLogger(MessageBody.class.getName());
  private static final int STEP = 32 * 1024;
  private static final FastThreadLocal<byte[]> SCRATCH =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[STEP];
        }
      };

  private final SmtpSession session;
  private final ContentDecoder decoder;
  private final ContentWriter writer;
  private final DataPace pace;
  private long size;
  private boolean dropping;
  private boolean starved;
  private Future<?> patience;

  MessageBody(SmtpSession session, ContentDecoder decoder, ContentWriter writer) {
    this.session = session;
    this.decoder = decoder;
    this.writer = writer;
    this.pace = new DataPace(session.settings().limits().time(), session.activity().now());
  }

  /** Another chunk of it begins: the pause before it was no part of it. */
  void goOn() {
    pace.goOn(session.activity().now());
  }

  /** The farewell, if it comes too slowly. */
  Optional<Reply> overdue(Activity activity) {
    return pace.overdue(activity);
  }

  /** Octets of content so far. */
  long size() {
    return size;
  }

  /**
   * Takes some of the input.
   *
   * @param most octets that belong to the content
   * @return how many it took
   */
  int take(ByteBuf in, long most) {
    byte[] scratch = SCRATCH.get();
    int wanted = (int) Math.min(most, Math.min(in.readableBytes(), scratch.length));
    int count = dropping ? wanted : writer.makeRoom(wanted);
    if (count == 0 && wanted > 0) {
      waitForRoom();
      return 0;
    }
    in.getBytes(in.readerIndex(), scratch, 0, count);
    pace.received(count);
    int taken = decoder.decode(scratch, 0, count, this::keep);
    in.skipBytes(taken);
    return taken;
  }

  /** Whether the data has said by itself that it ends here. */
  boolean atEnd() {
    return decoder.atEnd();
  }

  private void waitForRoom() {
    session.pause();
    if (!writer.whenRoom(this::roomIsThere)) {
      session.countMemoryWait();
      patience = session.after(session.settings().limits().time().memory(), this::giveUp);
    }
  }

  private void roomIsThere() {
    if (patience != null) {
      patience.cancel(false);
      patience = null;
    }
    session.resume();
  }

  /** There is no memory for this message: the rest of it is read and dropped. */
  private void giveUp() {
    if (!dropping) {
      starved = true;
      discard();
      session.resume();
    }
  }

  /** Holds the session up while the disk is behind. */
  void waitForDisk() {
    if (writer.mustWait()) {
      session.pause();
      writer.whenWritten(session::resume);
    }
  }

  /** Why the message will not be accepted, as far as that is known. */
  Optional<Reply> refusal() {
    if (starved) {
      return Optional.of(Replies.NO_MEMORY);
    }
    if (size > session.settings().maxMessageSize()) {
      return Optional.of(Replies.TOO_LARGE);
    }
    return Optional.ofNullable(decoder.fault()).map(fault -> Reply.of(550, "5.6.0", fault));
  }

  /** All of it is here: hands it over, or refuses it. */
  void conclude() {
    decoder.end(this::keep);
    Optional<Reply> refusal = refusal();
    if (refusal.isPresent()) {
      refuse(refusal.get());
    } else {
      session.pause();
      writer.finish(decoder.hasEightBit(), this::finished);
    }
  }

  /** Gives everything up. */
  void discard() {
    dropping = true;
    if (patience != null) {
      patience.cancel(false);
      patience = null;
    }
    writer.discard();
  }

  private void keep(byte[] octets, int offset, int count) {
    size += count;
    if (dropping) {
      return;
    }
    if (refusal().isPresent()) {
      discard();
    } else {
      writer.write(octets, offset, count);
    }
  }

  private void finished(ReceivedContent content, IOException failure) {
    if (failure == null) {
      session.intake().submit(content);
      return;
    }
    LOG.log(Level.WARNING, "Session " + session.id() + ": content cannot be spooled: " + failure);
    refuse(Replies.NO_STORAGE);
    session.resume();
  }

  private void refuse(Reply reply) {
    discard();
    session.intake().conclude(reply, size);
  }
}
