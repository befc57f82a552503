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
package org.waypost.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Boots the server with nothing deployed, and stops it: for the script {@code share-classes}, so
 * that the virtual machine sees the classes of a start. Reads the system properties of {@link
 * Launcher}, but for the port.
 */
public final class Rehearsal {

  private Rehearsal() {}

  /** Ends the process: with 0 when the server has run. */
  public static void main(String[] args) throws Exception {
    System.setProperty("waypost.http.port", Integer.toString(freePort()));
    Bundle bundle = Bundle.ofProcess();
    bundle.prepare();
    Server.boot(bundle);
    System.exit(0);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
