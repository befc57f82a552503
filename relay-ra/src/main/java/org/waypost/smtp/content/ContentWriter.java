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

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/**
 * Takes the content of one message: in memory first, and in a file once it is over the threshold or
 * the memory of all sessions is used up.
 *
 * <p>Every method is called by the owner, and every callback comes back on the owner. What {@link
 * #makeRoom} has found room for can be written at once; when there is none, the owner stops reading
 * until {@link #whenRoom} calls back: so a session holds a block or two, however fast its client
 * sends, and all sessions together no more than the budget.
 */
public final class ContentWriter {

  private static final int FIRST_BLOCK = 8 * 1024;
  private static final int BLOCK = 32 * 1024;
  private static final int SMALL_BLOCK = 4 * 1024;

  private final ContentStore store;
  private final Executor owner;
  private final Holding holding;
  private List<Block> blocks = new ArrayList<>();
  private final Deque<Block> spare = new ArrayDeque<>();
  private Block last;
  private long inBatch;
  private long size;
  private SpoolFile file;
  private boolean writing;
  private boolean discarded;
  private IOException failure;
  private MemoryWait wait;
  private Runnable whenWritten = () -> {};

  ContentWriter(ContentStore store, Executor owner) {
    this.store = store;
    this.owner = owner;
    this.holding = new Holding(store.memory(), owner, this::spill);
  }

  /**
   * Makes room for octets to come.
   *
   * @return how many of them can be written now; 0 when the owner has to wait
   */
  public int makeRoom(int wanted) {
    if (discarded || failure != null) {
      return wanted;
    }
    if (mustWait()) {
      return 0;
    }
    int room = room();
    while (room < wanted) {
      if (file == null && size + room >= store.threshold()) {
        moveToFile();
      }
      if (!addBlock()) {
        break;
      }
      room = room();
    }
    return Math.min(room(), wanted);
  }

  /** Appends; after a disk failure or {@link #discard()} the octets go nowhere. */
  public void write(byte[] source, int offset, int count) {
    int from = offset;
    int end = offset + count;
    while (from < end && !discarded && failure == null) {
      if (last == null || last.isFull()) {
        last = nextBlock();
        blocks.add(last);
      }
      int taken = last.append(source, from, end - from);
      from += taken;
      size += taken;
    }
    if (file != null && hasFullBlock()) {
      startWriting(false);
    }
  }

  /** Octets taken so far. */
  public long size() {
    return size;
  }

  /** Whether a write to disk is under way and the next block has to wait for it. */
  public boolean mustWait() {
    return writing && !blocks.isEmpty() && failure == null && !discarded;
  }

  /** Calls back once nothing is being written any more; at once when nothing is. */
  public void whenWritten(Runnable callback) {
    if (writing) {
      whenWritten = callback;
    } else {
      callback.run();
    }
  }

  /**
   * Calls back once it is worth asking for room again; not after {@link #discard()}.
   *
   * @return false when that depends on the other sessions, and not only on the disk
   */
  public boolean whenRoom(Runnable callback) {
    if (writing) {
      whenWritten(callback);
      return true;
    }
    wait = store.memory().await(SMALL_BLOCK, owner, () -> granted(callback));
    return false;
  }

  /**
   * Ends the message. Exactly one of the callback's arguments is null; the content then belongs to
   * the caller. Not called back after {@link #discard()}.
   */
  public void finish(boolean eightBit, BiConsumer<ReceivedContent, IOException> callback) {
    dropSpare();
    if (file == null) {
      long held = holding.handOver();
      ReceivedContent content =
          new MemoryContent(blocks, eightBit, () -> store.memory().release(held));
      blocks = new ArrayList<>();
      callback.accept(content, null);
      return;
    }
    whenWritten(() -> finishFile(eightBit, callback));
  }

  /** Gives everything up. */
  public void discard() {
    discarded = true;
    if (wait != null) {
      wait.giveUp();
      wait = null;
    }
    dropMemory();
    if (file != null && !writing) {
      deleteFile(file);
    }
  }

  private boolean hasFullBlock() {
    return blocks.size() > 1 || (last != null && last.isFull());
  }

  private int room() {
    int room = last == null ? 0 : last.room();
    for (Block block : spare) {
      room += block.capacity();
    }
    return room;
  }

  private boolean addBlock() {
    if (file == null) {
      int capacity = blocks.isEmpty() && spare.isEmpty() ? FIRST_BLOCK : BLOCK;
      if (holding.reserve(capacity)) {
        spare.add(new Block(capacity));
        return true;
      }
      moveToFile();
    }
    for (int capacity : new int[] {BLOCK, SMALL_BLOCK}) {
      if (holding.reserveForDisk(capacity)) {
        spare.add(new Block(capacity));
        return true;
      }
    }
    return false;
  }

  /** Room is made before, except for the few octets that line ends may add. */
  private Block nextBlock() {
    Block next = spare.poll();
    if (next == null) {
      holding.charge(SMALL_BLOCK);
      next = new Block(SMALL_BLOCK);
    }
    return next;
  }

  private void granted(Runnable callback) {
    wait = null;
    if (discarded || failure != null) {
      store.memory().release(SMALL_BLOCK);
      return;
    }
    holding.granted(SMALL_BLOCK);
    spare.add(new Block(SMALL_BLOCK));
    callback.run();
  }

  private void moveToFile() {
    if (file == null) {
      file = store.folder().newFile();
      startWriting(false);
    }
  }

  /** The budget needs what an unfinished message holds. */
  private void spill() {
    if (!discarded && failure == null && !blocks.isEmpty()) {
      moveToFile();
      startWriting(false);
    }
  }

  private void finishFile(boolean eightBit, BiConsumer<ReceivedContent, IOException> callback) {
    if (discarded) {
      return;
    }
    if (failure != null) {
      deleteFile(file);
      callback.accept(null, failure);
      return;
    }
    whenWritten =
        () -> {
          if (discarded) {
            return;
          }
          if (failure != null) {
            deleteFile(file);
            callback.accept(null, failure);
          } else {
            SpoolFile full = file;
            file = null;
            callback.accept(new FileContent(full, size, eightBit, () -> deleteFile(full)), null);
          }
        };
    startWriting(true);
  }

  private void startWriting(boolean seal) {
    if (writing || failure != null || (blocks.isEmpty() && !seal)) {
      return;
    }
    writing = true;
    dropSpare();
    List<Block> batch = blocks;
    blocks = new ArrayList<>();
    last = null;
    inBatch = holding.handOver();
    SpoolFile target = file;
    try {
      store.disk().execute(() -> writeBlocking(target, batch, seal));
    } catch (RejectedExecutionException e) {
      written(new IOException("The spool is closed", e));
    }
  }

  private void writeBlocking(SpoolFile target, List<Block> batch, boolean seal) {
    IOException problem = null;
    try {
      target.append(batch);
      if (seal) {
        target.seal();
      }
    } catch (IOException e) {
      problem = e;
    }
    IOException outcome = problem;
    try {
      owner.execute(() -> written(outcome));
    } catch (RejectedExecutionException e) {
      // The event loop has ended, and the session with it.
      store.memory().release(inBatch);
      target.delete();
    }
  }

  private void written(IOException problem) {
    writing = false;
    store.memory().release(inBatch);
    inBatch = 0;
    if (problem != null) {
      failure = problem;
      dropMemory();
    }
    if (discarded) {
      deleteFile(file);
      return;
    }
    if (hasFullBlock()) {
      startWriting(false);
    }
    if (!writing) {
      Runnable callback = whenWritten;
      whenWritten = () -> {};
      callback.run();
    }
  }

  private void dropSpare() {
    int unused = spare.stream().mapToInt(Block::capacity).sum();
    spare.clear();
    holding.giveBack(unused);
  }

  private void dropMemory() {
    spare.clear();
    blocks = new ArrayList<>();
    last = null;
    store.memory().release(holding.handOver());
  }

  private void deleteFile(SpoolFile target) {
    try {
      store.disk().execute(target::delete);
    } catch (RejectedExecutionException e) {
      target.delete();
    }
  }
}
