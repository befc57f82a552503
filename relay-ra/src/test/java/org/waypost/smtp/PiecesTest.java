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
package org.waypost.smtp;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever arrives, in whatever pieces: the transcripts as they are, and with octets of theirs
 * changed, left out and doubled.
 */
class PiecesTest {

  private static final int ROUNDS = 30;

  @TempDir private Path spool;

  @TestFactory
  Stream<DynamicTest> transcripts() throws IOException, URISyntaxException {
    Path folder = Path.of(PiecesTest.class.getResource("/transcripts").toURI());
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    return files.stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> inPieces(file)));
  }

  private void inPieces(Path file) throws IOException {
    Transcript transcript = Transcript.read(file);
    byte[] octets =
        transcript.turns().stream()
            .map(Transcript.Turn::sent)
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.ISO_8859_1);
    // A transcript of many octets says nothing more when each of them is a piece.
    int rounds = octets.length > 10_000 ? 2 : ROUNDS;
    Random random = new Random(octets.length);
    for (int round = 0; round < rounds; round++) {
      byte[] sent = round == 0 ? octets : changed(octets, random);
      long threshold = round % 8 == 1 ? 0 : 1 << 20;
      new Conversation(sent, transcript.settings(), spool, threshold).check(random);
    }
  }

  private static byte[] changed(byte[] octets, Random random) {
    byte[] some = {'\r', '\n', 0, '.', ' ', '<', '>', (byte) 0xC3, 'D', '0'};
    byte[] sent = octets.clone();
    for (int i = random.nextInt(4); i >= 0 && sent.length > 1; i--) {
      int at = random.nextInt(sent.length);
      switch (random.nextInt(3)) {
        case 0 -> sent[at] = some[random.nextInt(some.length)];
        case 1 -> System.arraycopy(sent, at, sent, at - Math.min(at, 1), sent.length - at);
        default -> {
          int count = Math.min(sent.length - at, 40);
          System.arraycopy(octets, random.nextInt(octets.length - count + 1), sent, at, count);
        }
      }
    }
    return sent;
  }
}
