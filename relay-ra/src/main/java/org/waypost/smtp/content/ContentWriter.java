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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

/**
 * Takes the content of one message: in memory first, and in a file once it is over the threshold or
 * the memory of all sessions is used up.
 *
 * <p>Every method is called by the owner, and every callback comes back on the owner. While {@link
 * #mustWait()} the owner stops reading until the callback of {@link #whenWritten} has run: so a
 * session holds a block or two, however fast its client sends.
 */
public final class ContentWriter {

  private static final int FIRST_BLOCK = 8 * 1024;
  private static final int BLOCK = 32 * 1024;

  private final ContentStore store;
  private final Executor owner;
  private List<Block> blocks = new ArrayList<>();
  private Block last;
  private long reserved;
  private long size;
  private SpoolFile file;
  private boolean writing;
  private boolean discarded;
  private IOException failure;
  private Runnable whenWritten = () -> {};

  ContentWriter(ContentStore store, Executor owner) {
    this.store = store;
    this.owner = owner;
  }

  /** Appends; after a disk failure or {@link #discard()} the octets go nowhere. */
  public void write(byte[] source, int offset, int count) {
    int from = offset;
    int end = offset + count;
    while (from < end && !discarded && failure == null) {
      if (last == null || last.isFull()) {
        addBlock();
      }
      int taken = last.append(source, from, end - from);
      from += taken;
      size += taken;
    }
    if (file != null && last != null && last.isFull()) {
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
   * Ends the message. Exactly one of the callback's arguments is null; the content then belongs to
   * the caller. Not called back after {@link #discard()}.
   */
  public void finish(boolean eightBit, BiConsumer<ReceivedContent, IOException> callback) {
    if (file == null) {
      long held = reserved;
      reserved = 0;
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
    releaseMemory();
    blocks = new ArrayList<>();
    last = null;
    if (file != null && !writing) {
      deleteFile(file);
    }
  }

  private void addBlock() {
    int capacity = blocks.isEmpty() ? FIRST_BLOCK : BLOCK;
    if (file == null) {
      if (size + 1 > store.threshold() || !store.memory().reserve(capacity)) {
        file = store.folder().newFile();
        startWriting(false);
      } else {
        reserved += capacity;
      }
    }
    last = new Block(file == null ? capacity : BLOCK);
    blocks.add(last);
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
    List<Block> batch = blocks;
    blocks = new ArrayList<>();
    last = null;
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
      target.delete();
    }
  }

  private void written(IOException problem) {
    writing = false;
    releaseMemory();
    if (problem != null) {
      failure = problem;
      blocks = new ArrayList<>();
      last = null;
    }
    if (discarded) {
      deleteFile(file);
      return;
    }
    if (last != null && last.isFull()) {
      startWriting(false);
    }
    if (!writing) {
      Runnable callback = whenWritten;
      whenWritten = () -> {};
      callback.run();
    }
  }

  private void releaseMemory() {
    store.memory().release(reserved);
    reserved = 0;
  }

  private void deleteFile(SpoolFile target) {
    try {
      store.disk().execute(target::delete);
    } catch (RejectedExecutionException e) {
      target.delete();
    }
  }
}
