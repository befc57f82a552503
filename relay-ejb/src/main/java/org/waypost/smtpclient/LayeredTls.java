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
package org.waypost.smtpclient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Lays TLS over a {@link PeerSocket} after STARTTLS, and tells it. */
abstract class LayeredTls extends SSLSocketFactory {

  private final SSLSocketFactory factory;

  LayeredTls(SSLSocketFactory factory) {
    this.factory = factory;
  }

  /** Called before the handshake. */
  abstract void prepare(SSLSocket socket);

  @Override
  public final Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    SSLSocket over = (SSLSocket) factory.createSocket(socket, host, port, autoClose);
    prepare(over);
    ((PeerSocket) socket).layered(over);
    return over;
  }

  @Override
  public final String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public final String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }

  @Override
  public final Socket createSocket(String host, int port) {
    throw onlyLayered();
  }

  @Override
  public final Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw onlyLayered();
  }

  @Override
  public final Socket createSocket(InetAddress host, int port) {
    throw onlyLayered();
  }

  @Override
  public final Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw onlyLayered();
  }

  private static UnsupportedOperationException onlyLayered() {
    return new UnsupportedOperationException("TLS only begins with STARTTLS");
  }
}
