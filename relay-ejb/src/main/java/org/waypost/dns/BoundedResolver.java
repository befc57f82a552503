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
package org.waypost.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TSIG;

/**
 * A resolver for one look-up, which fails every query beyond a number: some answers of a hostile
 * zone make dnsjava's look-up ask the same again without end.
 */
final class BoundedResolver implements Resolver {

  private final Resolver resolver;
  private final AtomicInteger left;

  BoundedResolver(Resolver resolver, int queries) {
    this.resolver = resolver;
    this.left = new AtomicInteger(queries);
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor executor) {
    if (left.getAndDecrement() <= 0) {
      return CompletableFuture.failedFuture(new IOException("too many queries for one look-up"));
    }
    return resolver.sendAsync(query, executor);
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query) {
    return sendAsync(query, Runnable::run);
  }

  @Override
  public void setPort(int port) {
    throw new UnsupportedOperationException("The resolver is shared");
  }

  @Override
  public void setTCP(boolean flag) {
    throw new UnsupportedOperationException("The resolver is shared");
  }

  @Override
  public void setIgnoreTruncation(boolean flag) {
    throw new UnsupportedOperationException("The resolver is shared");
  }

  @Override
  public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
    throw new UnsupportedOperationException("The resolver is shared");
  }

  @Override
  public void setTSIGKey(TSIG key) {
    throw new UnsupportedOperationException("The resolver is shared");
  }

  @Override
  public void setTimeout(Duration timeout) {
    throw new UnsupportedOperationException("The resolver is shared");
  }
}
