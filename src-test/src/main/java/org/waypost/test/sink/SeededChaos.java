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
package org.waypost.test.sink;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Everything at random that a peer can do wrong: refusals of all kinds, verdicts that differ from
 * recipient to recipient, connections that drop in every state, replies that crawl, that are of a
 * hundred lines or of ten thousand octets, that have no text or a strange one, that are no reply,
 * farewells in the middle, and STARTTLS that comes to nothing.
 *
 * <p>What happens depends on the seed, the connection's number and the step alone, so that a
 * connection that does the same meets the same; the seed belongs in the message of a failed test.
 * Permanent refusals are for recipients whose address begins with {@code perm}, so that a test
 * knows who is never to get mail; all others get it, if the client comes again.
 */
public final class SeededChaos implements SinkScript {

  private static final Duration CRAWL = Duration.ofMillis(20);

  private final long seed;
  private final double trouble;
  private final Duration crawl;
  private final boolean garrulous;

  /**
   * Makes a script.
   *
   * @param seed any number
   * @param trouble probability of something unusual at a step, 0 to 1
   */
  public SeededChaos(long seed, double trouble) {
    this(seed, trouble, CRAWL, false);
  }

  /**
   * Makes a script.
   *
   * @param seed any number
   * @param trouble probability of something unusual at a step, 0 to 1
   * @param crawl pause between the octets of a slow reply
   */
  public SeededChaos(long seed, double trouble, Duration crawl) {
    this(seed, trouble, crawl, false);
  }

  private SeededChaos(long seed, double trouble, Duration crawl, boolean garrulous) {
    this.seed = seed;
    this.trouble = trouble;
    this.crawl = crawl;
    this.garrulous = garrulous;
  }

  /**
   * The same, but at times it gives a second reply where one is due. Whose verdict is whose is then
   * past finding out, so it refuses nobody for good.
   */
  public SeededChaos garrulous() {
    return new SeededChaos(seed, trouble, crawl, true);
  }

  @Override
  public SinkAction at(SinkStep step) {
    if (step.stage() == Stage.RCPT && step.argument().startsWith("perm") && !garrulous) {
      return SinkAction.reply("550 5.1.1 No such user");
    }
    Random dice = new Random(mixed(step));
    dice.nextInt();
    if (step.stage() == Stage.QUIT || dice.nextDouble() >= trouble) {
      return SinkAction.proceed();
    }
    if (garrulous && dice.nextInt(3) == 0) {
      return SinkAction.reply(twice(step.stage()));
    }
    List<SinkAction> choice =
        switch (step.stage()) {
          case GREETING -> greetings();
          case HELLO -> hellos();
          case STARTTLS -> starts();
          case END_OF_DATA -> ends();
          case DATA -> datas();
          default -> verdicts();
        };
    return choice.get(dice.nextInt(choice.size()));
  }

  private List<SinkAction> greetings() {
    return List.of(
        SinkAction.drop(),
        SinkAction.replyAndDrop("421 4.3.2 Come again"),
        SinkAction.replyAndDrop("554 5.7.1 Not you"),
        SinkAction.replyAndDrop("HTTP/1.1 400 Bad Request"),
        SinkAction.replyAndDrop(""),
        SinkAction.reply("220"),
        SinkAction.reply("220 caf\u00e9 \u2603 ready"),
        SinkAction.reply(lines("220", 100, 20)),
        SinkAction.reply("220 slow").slowly(crawl));
  }

  private List<SinkAction> hellos() {
    return List.of(
        SinkAction.drop(),
        SinkAction.replyAndDrop("421 4.3.2 Come again"),
        SinkAction.replyAndDrop("550 5.7.1 Not by that name"),
        SinkAction.reply("250"),
        SinkAction.reply(lines("250", 100, 100)));
  }

  private static List<SinkAction> starts() {
    return List.of(
        SinkAction.drop(),
        SinkAction.replyAndDrop("454 4.7.0 TLS not available"),
        SinkAction.replyAndDrop("421 4.3.2 Come again"),
        // Without a handshake behind it.
        SinkAction.reply("220 2.0.0 Go"));
  }

  private List<SinkAction> datas() {
    return List.of(
        SinkAction.drop(),
        SinkAction.replyAndDrop("421 4.3.2 Come again"),
        SinkAction.reply("451 4.3.0 Not now"),
        SinkAction.reply("354"),
        SinkAction.reply("354 slow").slowly(crawl),
        SinkAction.reply(lines("354", 100, 20)));
  }

  private List<SinkAction> ends() {
    return List.of(
        SinkAction.drop(),
        SinkAction.keepAndDrop(),
        SinkAction.replyAndDrop("421 4.3.2 Come again"),
        SinkAction.reply("452 4.3.1 Full"),
        SinkAction.reply("250"),
        SinkAction.reply(lines("250", 100, 100)),
        SinkAction.reply("250 2.0.0 slow").slowly(crawl));
  }

  private List<SinkAction> verdicts() {
    return List.of(
        SinkAction.drop(),
        SinkAction.replyAndDrop("421 4.3.2 Come again"),
        SinkAction.reply("451 4.3.0 Not now"),
        SinkAction.reply("452 4.5.3 Too many recipients"),
        SinkAction.reply("250"),
        SinkAction.reply("250 caf\u00e9 \u2603"),
        SinkAction.replyAndDrop("what?"),
        SinkAction.reply(lines("250", 100, 20)),
        SinkAction.reply(lines("250", 1, 10_000)),
        SinkAction.reply("250 slow").slowly(crawl));
  }

  private static String twice(Stage stage) {
    return switch (stage) {
      case GREETING, STARTTLS -> "220 hurry\n220 or not";
      case DATA -> "354 go\n354 or not";
      default -> "250 2.0.0 ok\n250 2.0.0 and once more";
    };
  }

  private static String lines(String code, int count, int length) {
    String text = "x".repeat(length);
    return (code + "-" + text + "\n").repeat(count - 1) + code + " " + text;
  }

  private long mixed(SinkStep step) {
    long mixed = seed;
    for (long part :
        new long[] {
          step.connection(),
          step.transaction(),
          step.stage().name().hashCode(),
          step.recipients().size()
        }) {
      mixed = (mixed ^ (mixed >>> 32)) * 0x9E3779B97F4A7C15L + part;
    }
    return mixed * 0x9E3779B97F4A7C15L;
  }
}
