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

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one listener, and the one place that knows which of Netty's transports is used:
 * event loops for the sessions, and a few threads that may block on the disk.
 */
public final class Transport implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Transport.class.getName());
  private static final int DISK_THREADS = 2;
  private static final long END_SECONDS = 5;

  private final EventLoopGroup loops;
  private final ExecutorService disk;

  /** Starts no thread before it is needed. */
  public Transport(String listener) {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    loops =
        new MultiThreadIoEventLoopGroup(
            threads,
            new DefaultThreadFactory("waypost-smtp-" + listener, true),
            NioIoHandler.newFactory());
    disk =
        Executors.newFixedThreadPool(
            DISK_THREADS, new DefaultThreadFactory("waypost-smtp-spool-" + listener, true));
  }

  /** The event loops; also a scheduler, whose tasks must not block. */
  public EventLoopGroup loops() {
    return loops;
  }

  /** Runs what blocks on the disk. */
  public Executor disk() {
    return disk;
  }

  ChannelFactory<? extends ServerChannel> serverChannels() {
    return NioServerSocketChannel::new;
  }

  /** Ends the event loops, then what is left to do on the disk. Blocks until the threads ended. */
  @Override
  public void close() {
    loops.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    disk.shutdown();
    try {
      if (!disk.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "The disk does not answer; spool threads are left behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
