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
package org.waypost.smtp.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentWriterTest {

  private static final int THRESHOLD = 256 * 1024;

  @TempDir private Path folder;

  private final Deque<Runnable> disk = new ArrayDeque<>();
  private final byte[] octets = new byte[700_000];
  private ReceivedContent finished;
  private IOException failure;

  @BeforeEach
  void fill() {
    new Random(1).nextBytes(octets);
  }

  private ContentWriter writer(MemoryBudget memory) {
    ContentStore store =
        new ContentStore(memory, new SpoolFolder(folder, "test"), disk::add, THRESHOLD);
    return store.newWriter(Runnable::run);
  }

  /** As a session does: what there is room for, and the disk in between. */
  private void write(ContentWriter writer, int from, int count) {
    int at = from;
    while (at < from + count) {
      int room = writer.makeRoom(Math.min(32 * 1024, from + count - at));
      if (room == 0) {
        assertThat(writer.whenRoom(() -> {})).isTrue();
        runDisk();
      }
      writer.write(octets, at, room);
      at += room;
    }
  }

  private void runDisk() {
    while (!disk.isEmpty()) {
      disk.remove().run();
    }
  }

  private void finish(ContentWriter writer) {
    writer.finish(
        false,
        (content, problem) -> {
          finished = content;
          failure = problem;
        });
  }

  @Test
  void keepsSmallContentInMemory() throws IOException {
    MemoryBudget memory = new MemoryBudget(1 << 20);
    ContentWriter writer = writer(memory);
    write(writer, 0, 100_000);
    finish(writer);
    assertThat(disk).isEmpty();
    assertContent(100_000);
    finished.close();
    assertThat(memory.used()).isZero();
  }

  @Test
  void movesToAFileAboveTheThresholdAndMakesTheSessionWait() throws IOException {
    MemoryBudget memory = new MemoryBudget(1 << 20);
    ContentWriter writer = writer(memory);
    for (int at = 0; at < octets.length; at += 7000) {
      write(writer, at, Math.min(7000, octets.length - at));
      assertThat(memory.used()).isLessThanOrEqualTo(THRESHOLD + 64 * 1024);
      if (writer.mustWait()) {
        boolean[] called = {false};
        writer.whenWritten(() -> called[0] = true);
        assertThat(called[0]).isFalse();
        runDisk();
        assertThat(called[0]).isTrue();
      }
    }
    finish(writer);
    runDisk();
    assertContent(octets.length);
    assertThat(memory.used()).isZero();
    finished.close();
    runDisk();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void movesToAFileEarlierWhenMemoryIsUsedUp() throws IOException {
    MemoryBudget memory = new MemoryBudget(10_000);
    ContentWriter writer = writer(memory);
    write(writer, 0, 20_000);
    finish(writer);
    runDisk();
    assertThat(memory.used()).isZero();
    assertContent(20_000);
    finished.close();
    runDisk();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void leavesNothingBehindWhenDiscardedDuringAWrite() {
    MemoryBudget memory = new MemoryBudget(0);
    ContentWriter writer = writer(memory);
    write(writer, 0, 100_000);
    writer.discard();
    runDisk();
    assertThat(folder).isEmptyDirectory();
    assertThat(memory.used()).isZero();
  }

  @Test
  void reportsADiskFailureAtTheEnd() throws IOException {
    Files.delete(folder);
    ContentWriter writer = writer(new MemoryBudget(0));
    write(writer, 0, 100_000);
    runDisk();
    write(writer, 0, 100_000);
    assertThat(writer.mustWait()).isFalse();
    finish(writer);
    runDisk();
    assertThat(finished).isNull();
    assertThat(failure).isInstanceOf(IOException.class);
    Files.createDirectory(folder);
  }

  @Test
  void deletesWhatAFormerRunOfTheSameListenerLeft() throws IOException {
    Path old = Files.createFile(folder.resolve("smtp(test)former-1.tmp"));
    Path other = Files.createFile(folder.resolve("smtp(test2)former-1.tmp"));
    SpoolFile current = new SpoolFolder(folder, "test").newFile();
    current.append(List.of(new Block(1)));
    new SpoolFolder(folder, "test").prepare();
    assertThat(old).doesNotExist();
    assertThat(other).exists();
    current.delete();
    Files.delete(other);
    assertThat(folder).isEmptyDirectory();
  }

  private void assertContent(int size) throws IOException {
    byte[] expected = Arrays.copyOf(octets, size);
    assertThat(finished.size()).isEqualTo(size);
    try (var in = finished.open()) {
      assertThat(in.readAllBytes()).isEqualTo(expected);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    finished.writeTo(out);
    assertThat(out.toByteArray()).isEqualTo(expected);
  }
}
