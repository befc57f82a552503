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
package org.waypost.api.listener;

import java.time.Duration;
import java.util.List;

/**
 * The members of {@link ListenerLimits} by their names, such as {@code time.greetingDelay}: the
 * same in the settings, in REST and in the documentation.
 */
public final class LimitMembers {

  private LimitMembers() {}

  /** Where values come from. Each member is asked for once. */
  public interface Source {

    /** A number, or the fallback when the member is not given. */
    long number(String member, long fallback);

    /** A duration, or the fallback when the member is not given. */
    Duration duration(String member, Duration fallback);
  }

  /** Where values go to, in the order of the record. */
  public interface Sink {

    /** A member that is a number. */
    void number(String member, long value);

    /** A member that is a duration. */
    void duration(String member, Duration value);
  }

  /**
   * Reads limits.
   *
   * @param base what holds for members that are not given
   * @throws IllegalArgumentException when a value makes no sense; the message names the member
   */
  public static ListenerLimits read(
      Source source, ListenerLimits base, List<ListenerLimits.Rate> rates) {
    Integers integers = new Integers(source);
    ListenerLimits.Connections connections = base.connections();
    ListenerLimits.Session session = base.session();
    ListenerLimits.Time time = base.time();
    ListenerLimits.Size size = base.size();
    return new ListenerLimits(
        new ListenerLimits.Connections(
            integers.read("connections.max", connections.max()),
            integers.read("connections.perAddress", connections.perAddress()),
            integers.read("connections.perNetwork", connections.perNetwork())),
        new ListenerLimits.Session(
            integers.read("session.commands", session.commands()),
            integers.read("session.errors", session.errors()),
            integers.read("session.junk", session.junk()),
            integers.read("session.refusedRecipients", session.refusedRecipients()),
            integers.read("session.messages", session.messages()),
            integers.read("session.recipients", session.recipients()),
            integers.read("session.authFailures", session.authFailures())),
        new ListenerLimits.Time(
            source.duration("time.greetingDelay", time.greetingDelay()),
            source.duration("time.greet", time.greet()),
            source.duration("time.handshake", time.handshake()),
            source.duration("time.command", time.command()),
            source.duration("time.silence", time.silence()),
            source.duration("time.data", time.data()),
            source.number("time.minDataRate", time.minDataRate()),
            source.duration("time.call", time.call()),
            source.duration("time.memory", time.memory()),
            source.duration("time.grace", time.grace())),
        new ListenerLimits.Size(
            source.number("size.message", size.message()),
            integers.read("size.commandLine", size.commandLine()),
            integers.read("size.dataLine", size.dataLine())),
        rates);
  }

  /** Writes all but the rates. */
  public static void write(ListenerLimits limits, Sink sink) {
    ListenerLimits.Connections connections = limits.connections();
    sink.number("connections.max", connections.max());
    sink.number("connections.perAddress", connections.perAddress());
    sink.number("connections.perNetwork", connections.perNetwork());
    ListenerLimits.Session session = limits.session();
    sink.number("session.commands", session.commands());
    sink.number("session.errors", session.errors());
    sink.number("session.junk", session.junk());
    sink.number("session.refusedRecipients", session.refusedRecipients());
    sink.number("session.messages", session.messages());
    sink.number("session.recipients", session.recipients());
    sink.number("session.authFailures", session.authFailures());
    ListenerLimits.Time time = limits.time();
    sink.duration("time.greetingDelay", time.greetingDelay());
    sink.duration("time.greet", time.greet());
    sink.duration("time.handshake", time.handshake());
    sink.duration("time.command", time.command());
    sink.duration("time.silence", time.silence());
    sink.duration("time.data", time.data());
    sink.number("time.minDataRate", time.minDataRate());
    sink.duration("time.call", time.call());
    sink.duration("time.memory", time.memory());
    sink.duration("time.grace", time.grace());
    ListenerLimits.Size size = limits.size();
    sink.number("size.message", size.message());
    sink.number("size.commandLine", size.commandLine());
    sink.number("size.dataLine", size.dataLine());
  }

  private record Integers(Source source) {
    private int read(String member, int fallback) {
      long value = source.number(member, fallback);
      if (value != (int) value) {
        throw new IllegalArgumentException(member + ": too large: " + value);
      }
      return (int) value;
    }
  }
}
