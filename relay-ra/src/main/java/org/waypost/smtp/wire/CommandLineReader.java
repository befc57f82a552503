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
package org.waypost.smtp.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Cuts command lines out of the input.
 *
 * <p>Only CRLF ends a command (RFC 5321 2.3.8). A line feed alone and an over-long line are
 * reported at once, so that a client that waits for an answer gets one, and then everything up to
 * the next CRLF is skipped: what follows a line feed is never taken for another command.
 */
public final class CommandLineReader {

  /**
   * Octets of a line of an authentication exchange with its CRLF, of AUTH itself too, as access
   * tokens are long and many clients send them with the command (RFC 4954 4).
   */
  public static final int AUTH_LENGTH = 12_288 + 64;

  /** The fault of a line over the limit. */
  public static final String TOO_LONG = "Line too long";

  private static final byte[] AUTH = {'A', 'U', 'T', 'H', ' '};
  private static final byte[] BDAT = {'B', 'D', 'A', 'T', ' '};

  private final int maxLength;
  private boolean skipping;
  private boolean skippedCr;
  private int scanned;

  /**
   * A reader at the start of the input.
   *
   * @param maxLength octets of a command line with its CRLF; RFC 5321 4.5.3.1.4 asks for 512 and
   *     what the extensions add
   */
  public CommandLineReader(int maxLength) {
    this.maxLength = maxLength;
  }

  /** The next line, or null when it has not arrived as a whole; {@code in} moves behind it. */
  public CommandLine next(ByteBuf in) {
    return next(in, maxLength);
  }

  /**
   * The same with a limit of its own for this line.
   *
   * @param least octets that it may have in any case
   */
  public CommandLine next(ByteBuf in, int least) {
    if (skipping && !skipToLineEnd(in)) {
      return null;
    }
    int start = in.readerIndex();
    String verb = begins(in, BDAT) ? "BDAT" : "";
    int most = Math.max(begins(in, AUTH) ? AUTH_LENGTH : maxLength, least);
    int limit = Math.min(in.readableBytes(), most);
    int lf = in.indexOf(start + scanned, start + limit, (byte) '\n');
    if (lf < 0) {
      if (limit == most) {
        in.skipBytes(limit);
        return skipAfter(verb, TOO_LONG, in.getByte(in.readerIndex() - 1) == '\r');
      }
      scanned = limit;
      return null;
    }
    scanned = 0;
    if (lf == start || in.getByte(lf - 1) != '\r') {
      in.readerIndex(lf + 1);
      return skipAfter(verb, "Bare LF: lines end with CRLF", false);
    }
    byte[] octets = new byte[lf - 1 - start];
    in.readBytes(octets).skipBytes(2);
    return decode(octets, verb);
  }

  private static boolean begins(ByteBuf in, byte[] word) {
    if (in.readableBytes() < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      int octet = in.getByte(in.readerIndex() + i);
      if (octet != word[i] && octet != Character.toLowerCase(word[i])) {
        return false;
      }
    }
    return true;
  }

  private CommandLine skipAfter(String verb, String fault, boolean endsWithCr) {
    scanned = 0;
    skipping = true;
    skippedCr = endsWithCr;
    return CommandLine.faulty(verb, fault);
  }

  /** Skips through the next CRLF; false when the input has none. */
  private boolean skipToLineEnd(ByteBuf in) {
    while (in.isReadable()) {
      int lf = in.indexOf(in.readerIndex(), in.writerIndex(), (byte) '\n');
      if (lf < 0) {
        skippedCr = in.getByte(in.writerIndex() - 1) == '\r';
        in.skipBytes(in.readableBytes());
        return false;
      }
      boolean afterCr = lf == in.readerIndex() ? skippedCr : in.getByte(lf - 1) == '\r';
      in.readerIndex(lf + 1);
      skippedCr = false;
      if (afterCr) {
        skipping = false;
        return true;
      }
    }
    return false;
  }

  private static CommandLine decode(byte[] octets, String verb) {
    for (byte octet : octets) {
      if (octet == '\r') {
        return CommandLine.faulty(verb, "Bare CR: lines end with CRLF");
      }
      if (octet == 0) {
        return CommandLine.faulty(verb, "NUL in a command");
      }
    }
    try {
      return CommandLine.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException e) {
      return CommandLine.faulty(verb, "Command is not UTF-8");
    }
  }
}
