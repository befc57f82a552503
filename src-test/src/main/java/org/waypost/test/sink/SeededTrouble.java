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

import java.util.Random;

/**
 * Trouble at random: temporary refusals at every stage, and connections that drop at every stage,
 * each with its probability.
 *
 * <p>What happens depends on the seed, the connection's number and the step alone, so that a
 * connection that does the same meets the same; the seed belongs in the message of a failed test.
 */
public final class SeededTrouble implements SinkScript {

  private final long seed;
  private final double temporary;
  private final double drop;

  /**
   * Makes a script.
   *
   * @param seed any number
   * @param temporary probability of a 4xx reply at a step, 0 to 1
   * @param drop probability of a dropped connection at a step, 0 to 1
   */
  public SeededTrouble(long seed, double temporary, double drop) {
    this.seed = seed;
    this.temporary = temporary;
    this.drop = drop;
  }

  @Override
  public SinkAction at(SinkStep step) {
    double dice = dice(step);
    if (step.stage() == Stage.QUIT || step.stage() == Stage.RSET) {
      return SinkAction.proceed();
    }
    if (dice < drop) {
      return step.stage() == Stage.END_OF_DATA && dice < drop / 4
          ? SinkAction.keepAndDrop()
          : SinkAction.drop();
    }
    if (dice < drop + temporary) {
      return switch (step.stage()) {
        case GREETING, HELLO -> SinkAction.replyAndDrop("421 4.3.2 Seeded trouble, come again");
        default -> SinkAction.reply("451 4.3.0 Seeded trouble, come again");
      };
    }
    return SinkAction.proceed();
  }

  private double dice(SinkStep step) {
    long mixed = seed;
    mixed = mixed * 0x9E3779B97F4A7C15L + step.connection();
    mixed = mixed * 0x9E3779B97F4A7C15L + step.transaction();
    mixed = mixed * 0x9E3779B97F4A7C15L + step.stage().name().hashCode();
    mixed = mixed * 0x9E3779B97F4A7C15L + step.recipients().size();
    return new Random(mixed).nextDouble();
  }
}
