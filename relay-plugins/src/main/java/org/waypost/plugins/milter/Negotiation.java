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

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import org.waypost.plugins.wire.ServiceConnection;

/**
 * What was agreed on at the start of a connection ({@code SMFIC_OPTNEG}).
 *
 * @param version of the protocol, 2 to 6
 * @param actions what the milter may change
 * @param steps what it does not want to be told, and what it does not answer
 */
record Negotiation(int version, int actions, int steps) {

  private static final int VERSION = 6;
  // All of SMFI_V6_ACTS but SMFIF_SETSYMLIST: every macro is sent anyway.
  private static final int ACTIONS = 0xFF;
  // All of SMFI_V6_PROT: leave out, no reply, skip, recipients refused, leading space.
  private static final int STEPS = 0x1FFFFF;

  /** What may be left out, and whether an answer comes: SMFIP_NOxxx and SMFIP_NR_xxx. */
  enum Step {
    CONNECT('C', 0x1, 0x1000),
    HELO('H', 0x2, 0x2000),
    MAIL('M', 0x4, 0x4000),
    RCPT('R', 0x8, 0x8000),
    DATA('T', 0x200, 0x10000),
    HEADER('L', 0x20, 0x80),
    END_OF_HEADER('N', 0x40, 0x40000),
    BODY('B', 0x10, 0x80000),
    END_OF_BODY('E', 0, 0);

    private final char command;
    private final int leftOut;
    private final int unanswered;

    Step(char command, int leftOut, int unanswered) {
      this.command = command;
      this.leftOut = leftOut;
      this.unanswered = unanswered;
    }

    char command() {
      return command;
    }
  }

  /** Which changes a milter may ask for, by the packet that does: SMFIF_xxx. */
  private static int actionOf(char change) {
    return switch (change) {
      case 'h', 'i' -> 0x1;
      case 'b' -> 0x2;
      case '+' -> 0x4;
      case '-' -> 0x8;
      case 'm' -> 0x10;
      case 'q' -> 0x20;
      case 'e' -> 0x40;
      case '2' -> 0x80;
      default -> 0;
    };
  }

  static Negotiation agree(ServiceConnection connection) throws IOException {
    byte[] offer =
        ByteBuffer.allocate(3 * Integer.BYTES)
            .putInt(VERSION)
            .putInt(ACTIONS)
            .putInt(STEPS)
            .array();
    Packet.write(connection, 'O', offer, offer.length);
    Packet answer = Packet.read(connection);
    if (answer.command() != 'O') {
      throw new ProtocolException("A milter begins with '" + answer.command() + "'");
    }
    int version = answer.number();
    int actions = answer.number();
    int steps = answer.number();
    if (version < 2 || version > VERSION) {
      throw new ProtocolException(
          "The milter speaks version " + version + ", and 2 to 6 are known");
    }
    if ((actions & ~ACTIONS) != 0 || (steps & ~STEPS) != 0) {
      throw new ProtocolException(
          "The milter wants more than was offered: "
              + Integer.toHexString(actions)
              + " "
              + Integer.toHexString(steps));
    }
    return new Negotiation(version, actions, steps);
  }

  boolean wants(Step step) {
    // SMFIC_DATA came with version 4.
    return (steps & step.leftOut) == 0 && (step != Step.DATA || version >= 4);
  }

  boolean answers(Step step) {
    return (steps & step.unanswered) == 0;
  }

  /** Whether header values keep the space after the colon (SMFIP_HDR_LEADSPC). */
  boolean keepsLeadingSpace() {
    return (steps & 0x100000) != 0;
  }

  boolean allows(char change) {
    return (actions & actionOf(change)) != 0;
  }
}
