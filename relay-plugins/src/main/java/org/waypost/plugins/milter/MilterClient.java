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
package org.waypost.plugins.milter;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.waypost.api.smtp.MailContent;
import org.waypost.plugins.wire.Deadline;
import org.waypost.plugins.wire.ServiceAddress;
import org.waypost.plugins.wire.ServiceConnection;

/**
 * Tells one milter of messages, and keeps connections for the next of the same SMTP client, as MTAs
 * do: {@code SMFIC_QUIT_NC}, which is for another client's, is not answered by every libmilter. For
 * any number of threads.
 */
public final class MilterClient implements Closeable {

  /**
   * The limits of a client.
   *
   * @param connecting how long connecting may take
   * @param step how long the milter may keep silent at each step
   * @param message how long all of a message may take
   * @param kept connections that are kept at most, 0 or more
   * @param body octets of a new body at most
   */
  public record Limits(Duration connecting, Duration step, Duration message, int kept, long body) {

    /** Checks that all are there. */
    public Limits {
      Objects.requireNonNull(connecting, "connecting");
      Objects.requireNonNull(step, "step");
      Objects.requireNonNull(message, "message");
      if (kept < 0 || body < 0) {
        throw new IllegalArgumentException("Limits are 0 or more");
      }
    }
  }

  private static final long IDLE_NANOS = Duration.ofMinutes(5).toNanos();

  private final ServiceAddress address;
  private final Limits limits;
  private final KeptLines kept;

  /** For the milter at an address. */
  public MilterClient(ServiceAddress address, Limits limits) {
    this.address = Objects.requireNonNull(address, "address");
    this.limits = Objects.requireNonNull(limits, "limits");
    this.kept = new KeptLines(limits.kept(), IDLE_NANOS);
  }

  /** Tells of a message. */
  public MilterResult tell(MilterEnvelope envelope, MailContent content) throws IOException {
    Deadline deadline = Deadline.in(limits.message());
    Line.Session session = Line.Session.of(envelope);
    Optional<Line> again = kept.take(session);
    while (again.isPresent()) {
      Conversation conversation = conversation(again.get(), envelope, deadline);
      try {
        return hold(again.get(), conversation, content, false);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        if (conversation.wasHeard()) {
          throw e;
        }
        // The milter has given up a connection that was kept: the next one, or a new one.
        again = kept.take(session);
      }
    }
    Line fresh = open(session, deadline);
    return hold(fresh, conversation(fresh, envelope, deadline), content, true);
  }

  private Conversation conversation(Line line, MilterEnvelope envelope, Deadline deadline) {
    Changes changes = new Changes(limits.body());
    return new Conversation(
        line.connection(), line.agreed(), envelope, limits.step(), deadline, changes);
  }

  private MilterResult hold(
      Line line, Conversation conversation, MailContent content, boolean isNew) throws IOException {
    boolean held = false;
    try {
      MilterResult result = conversation.hold(content, isNew);
      held = true;
      return result;
    } finally {
      if (!held) {
        conversation.discard();
      }
      List<Line> leaving =
          held && conversation.isComplete() ? kept.keep(line.usedNow()) : List.of(line);
      for (Line each : leaving) {
        each.leave(limits.connecting());
      }
    }
  }

  private Line open(Line.Session session, Deadline deadline) throws IOException {
    ServiceConnection connection =
        ServiceConnection.open(address, limits.connecting(), deadline.orIn(limits.step()));
    try {
      return new Line(connection, Negotiation.agree(connection), session, System.nanoTime());
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }

  /** How many connections are kept now. */
  public int kept() {
    return kept.count();
  }

  @Override
  public void close() throws IOException {
    for (Line each : kept.close()) {
      each.leave(limits.connecting());
    }
  }
}
