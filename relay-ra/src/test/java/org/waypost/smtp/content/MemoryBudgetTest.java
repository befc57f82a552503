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
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryBudgetTest {

  private static final int LIMIT = 1024 * 1024;

  @TempDir private Path folder;

  private final MemoryBudget memory = new MemoryBudget(LIMIT);
  private final Deque<Runnable> disk = new ArrayDeque<>();
  private final List<String> granted = new ArrayList<>();

  private void runDisk() {
    while (!disk.isEmpty()) {
      disk.remove().run();
    }
  }

  private ContentWriter writer(long threshold) {
    return new ContentStore(memory, new SpoolFolder(folder, "test"), disk::add, threshold)
        .newWriter(Runnable::run);
  }

  @Test
  void keepsAQuarterForWhatGoesToTheDisk() {
    assertThat(memory.reserve(LIMIT * 3 / 4)).isTrue();
    assertThat(memory.reserve(1)).isFalse();
    assertThat(memory.reserveForDisk(LIMIT / 4)).isTrue();
    assertThat(memory.reserveForDisk(1)).isFalse();
    memory.release(LIMIT);
    assertThat(memory.used()).isZero();
  }

  @Test
  void servesWhoWaitsInTheOrderTheyCame() {
    assertThat(memory.reserveForDisk(LIMIT)).isTrue();
    memory.await(100, Runnable::run, () -> granted.add("first"));
    MemoryWait second = memory.await(100, Runnable::run, () -> granted.add("second"));
    memory.await(100, Runnable::run, () -> granted.add("third"));
    memory.release(99);
    assertThat(granted).isEmpty();
    memory.release(1);
    assertThat(granted).containsExactly("first");
    assertThat(memory.reserveForDisk(1)).isFalse();
    second.giveUp();
    memory.release(100);
    assertThat(granted).containsExactly("first", "third");
    assertThat(memory.waiting()).isZero();
    memory.release(LIMIT - 200 + 200);
    assertThat(memory.used()).isZero();
  }

  @Test
  void unfinishedMessagesGiveUpTheirMemoryForThoseThatWait() {
    List<ContentWriter> slow = new ArrayList<>();
    byte[] some = new byte[6000];
    while (memory.used() + 8192 <= LIMIT * 3 / 4) {
      ContentWriter writer = writer(LIMIT);
      assertThat(writer.makeRoom(some.length)).isEqualTo(some.length);
      writer.write(some, 0, some.length);
      slow.add(writer);
    }
    assertThat(memory.reserveForDisk(LIMIT - memory.used())).isTrue();
    ContentWriter next = writer(LIMIT);
    assertThat(next.makeRoom(1000)).isZero();
    assertThat(next.whenRoom(() -> granted.add("next"))).isFalse();
    assertThat(granted).isEmpty();
    runDisk();
    assertThat(granted).containsExactly("next");
    assertThat(next.makeRoom(1000)).isEqualTo(1000);
    slow.forEach(ContentWriter::discard);
    next.discard();
    runDisk();
    assertThat(memory.used()).isEqualTo(LIMIT - LIMIT * 3 / 4);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aWaitThatIsGivenUpTakesNothing() {
    assertThat(memory.reserveForDisk(LIMIT)).isTrue();
    ContentWriter writer = writer(0);
    assertThat(writer.makeRoom(10)).isZero();
    assertThat(writer.whenRoom(() -> granted.add("no"))).isFalse();
    writer.discard();
    memory.release(LIMIT);
    assertThat(granted).isEmpty();
    assertThat(memory.used()).isZero();
    assertThat(memory.waiting()).isZero();
  }

  /** Whatever many messages do, in whatever order, everything is given back, and all is right. */
  @RepeatedTest(20)
  void givesBackWhatWasReserved(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Message> messages = new ArrayList<>();
    for (int step = 0; step < 3000; step++) {
      if (messages.size() < 60) {
        messages.add(new Message(writer(random.nextInt(200_000)), random));
      }
      messages.get(random.nextInt(messages.size())).step();
      if (random.nextInt(4) == 0 && !disk.isEmpty()) {
        disk.remove().run();
      }
      messages.removeIf(message -> message.done);
      assertThat(memory.used()).isLessThanOrEqualTo(LIMIT);
    }
    for (Message message : messages) {
      message.end();
    }
    runDisk();
    assertThat(memory.used()).isZero();
    assertThat(memory.waiting()).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  private static final class Message {
    private final ContentWriter writer;
    private final Random random;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private ReceivedContent content;
    private boolean paused;
    private boolean finishing;
    private boolean done;

    Message(ContentWriter writer, Random random) {
      this.writer = writer;
      this.random = random;
    }

    void step() throws IOException {
      if (content != null) {
        var out = new ByteArrayOutputStream();
        content.writeTo(out);
        assertThat(out.toByteArray()).isEqualTo(sent.toByteArray());
        content.close();
        done = true;
      } else if (random.nextInt(40) == 0 && !finishing) {
        end();
      } else if (!paused && !finishing) {
        write();
      }
    }

    private void write() {
      if (random.nextInt(10) == 0) {
        finishing = true;
        writer.finish(false, (received, failure) -> content = received);
        return;
      }
      byte[] octets = new byte[1 + random.nextInt(32 * 1024)];
      random.nextBytes(octets);
      int room = writer.makeRoom(octets.length);
      if (room == 0) {
        paused = true;
        writer.whenRoom(() -> paused = false);
        return;
      }
      writer.write(octets, 0, room);
      sent.write(octets, 0, room);
    }

    void end() {
      if (content != null) {
        content.close();
      } else {
        writer.discard();
      }
      done = true;
    }
  }
}
