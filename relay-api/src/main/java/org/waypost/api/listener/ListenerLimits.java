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
 * What a listener allows before it takes a client for abusive. Each value has a default in {@link
 * #DEFAULT}.
 *
 * @param connections how many at one time
 * @param session within one session
 * @param time for how long; at most a day each
 * @param size how large
 * @param rates how often; empty for no limit
 */
public record ListenerLimits(
    Connections connections, Session session, Time time, Size size, List<Rate> rates) {

  /** What holds unless it is changed. */
  public static final ListenerLimits DEFAULT =
      new ListenerLimits(
          Connections.DEFAULT, Session.DEFAULT, Time.DEFAULT, Size.DEFAULT, List.of());

  /** Copies the rates. */
  public ListenerLimits {
    rates = List.copyOf(rates);
  }

  /**
   * Connections at one time; 1 or more each.
   *
   * @param max in all; the last tenth is kept for clients that may relay without signing in
   * @param perAddress of one client address
   * @param perNetwork of one /24 of IPv4 or /64 of IPv6
   */
  public record Connections(int max, int perAddress, int perNetwork) {
    /** 5000 connections, of which one client, as a rule an application server, may have many. */
    public static final Connections DEFAULT = new Connections(5000, 2500, 2500);

    /** Checks the ranges. */
    public Connections {
      positive("connections.max", max);
      positive("connections.perAddress", perAddress);
      positive("connections.perNetwork", perNetwork);
    }
  }

  /**
   * Within one session; 1 or more each.
   *
   * @param commands in all; message data is none
   * @param errors breaches of the protocol
   * @param junk commands that move nothing, such as NOOP, VRFY, RSET or HELP, since the last
   *     message; EHLO too
   * @param refusedRecipients recipients that were refused
   * @param messages in all (RFC 9422 MAILMAX)
   * @param recipients of one message, 100 or more (RFC 5321 4.5.3.1.8); 0 for {@code
   *     WAYPOST_MAX_RECIPIENTS}
   * @param authFailures sign-ins that failed
   */
  public record Session(
      int commands,
      int errors,
      int junk,
      int refusedRecipients,
      int messages,
      int recipients,
      int authFailures) {
    /** Enough for a client that keeps its connection for a day. */
    public static final Session DEFAULT = new Session(1_000_000, 20, 100, 1000, 100_000, 0, 3);

    /** Checks the ranges. */
    public Session {
      positive("session.commands", commands);
      positive("session.errors", errors);
      positive("session.junk", junk);
      positive("session.refusedRecipients", refusedRecipients);
      positive("session.messages", messages);
      positive("session.authFailures", authFailures);
      if (recipients != 0 && recipients < 100) {
        throw new IllegalArgumentException("session.recipients: 0, or 100 or more");
      }
    }
  }

  /**
   * For how long.
   *
   * @param greetingDelay before the greeting, within which a client that speaks is an early talker
   *     and is refused; zero for none; clients that may relay are not made to wait
   * @param greet from the connection to HELO or EHLO
   * @param handshake of TLS, and until a PROXY header is there
   * @param command until the next command (RFC 5321 4.5.3.2.7)
   * @param silence within message data
   * @param data for the whole of a message's data
   * @param minDataRate octets per second that message data has to come with, over any minute; 0 for
   *     no limit
   * @param call how long a command may wait for the application
   * @param memory how long message data may wait for memory before it is refused
   * @param grace how long transactions may go on when the listener is removed or the node stops
   */
  public record Time(
      Duration greetingDelay,
      Duration greet,
      Duration handshake,
      Duration command,
      Duration silence,
      Duration data,
      long minDataRate,
      Duration call,
      Duration memory,
      Duration grace) {
    /** RFC 5321 4.5.3.2 where it says something. */
    public static final Time DEFAULT =
        new Time(
            Duration.ZERO,
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(3),
            Duration.ofHours(1),
            50,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10));

    /** Checks the ranges. */
    public Time {
      if (minDataRate < 0) {
        throw new IllegalArgumentException("time.minDataRate: 0 or more, not " + minDataRate);
      }
      notNegative("time.greetingDelay", greetingDelay);
      positive("time.greet", greet);
      positive("time.handshake", handshake);
      positive("time.command", command);
      positive("time.silence", silence);
      positive("time.data", data);
      positive("time.call", call);
      positive("time.memory", memory);
      notNegative("time.grace", grace);
    }
  }

  /**
   * How large, in octets.
   *
   * @param message 0 for {@code WAYPOST_MAX_MESSAGE_SIZE}
   * @param commandLine with CRLF; 512 or more (RFC 5321 4.5.3.1.4 and what the extensions add)
   * @param dataLine without CRLF; 998 or more (RFC 5321 4.5.3.1.6; real mail is longer)
   */
  public record Size(long message, int commandLine, int dataLine) {
    /** Lines as long as real mail has them. */
    public static final Size DEFAULT = new Size(0, 2048, 100_000);

    /** Checks the ranges. */
    public Size {
      if (message < 0) {
        throw new IllegalArgumentException("size.message: 0 or more, not " + message);
      }
      if (commandLine < 512 || commandLine > 64 * 1024) {
        throw new IllegalArgumentException("size.commandLine: 512 to 65536, not " + commandLine);
      }
      if (dataLine < 998) {
        throw new IllegalArgumentException("size.dataLine: 998 or more, not " + dataLine);
      }
    }
  }

  /**
   * How often.
   *
   * @param of whose; each has its own share
   * @param unit what is counted
   * @param amount how many, 1 or more
   * @param per in how long a time, at most a day
   */
  public record Rate(Subject of, Unit unit, long amount, Duration per) {

    /** Whose. */
    public enum Subject {
      /** A client's address that has not signed in. */
      ADDRESS,
      /** A signed-in user. */
      USER,
      /** The domain of the reverse-path. */
      SENDER_DOMAIN
    }

    /** What is counted. */
    public enum Unit {
      /** Messages. */
      MESSAGES,
      /** Recipients. */
      RECIPIENTS,
      /** Octets of message data. */
      BYTES
    }

    /** Checks the ranges. */
    public Rate {
      positive("rates.amount", amount);
      positive("rates.per", per);
      if (amount > per.toNanos()) {
        throw new IllegalArgumentException("rates.amount: at most one a nanosecond");
      }
    }
  }

  private static void positive(String what, Duration value) {
    positive(what, value.toMillis());
    notNegative(what, value);
  }

  private static void notNegative(String what, Duration value) {
    if (value.isNegative() || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(what + ": at most a day, not " + value);
    }
  }

  private static void positive(String what, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + ": more than 0, not " + value);
    }
  }
}
