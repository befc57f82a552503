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
package org.waypost.smtp.tls;

import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;

/** The TLS of one connection: the handler to put in front of the session, and what came of it. */
public final class SecuredConnection {

  private final TlsEngines engines;
  private final SslHandler handler;

  SecuredConnection(
      TlsEngines engines, boolean askForCertificate, Duration handshake, Executor computations) {
    this.engines = engines;
    SSLEngine engine = engines.newEngine(askForCertificate);
    this.handler = new SslHandler(engine, computations);
    handler.setHandshakeTimeoutMillis(handshake.toMillis());
  }

  /** To be put into the pipeline, once. */
  public SslHandler handler() {
    return handler;
  }

  /** The facts; to be asked when the handshake has succeeded. */
  public TlsSession session() {
    return engines.finished(handler.engine());
  }
}
