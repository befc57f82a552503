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

import java.net.InetSocketAddress;

/** An address could not be bound; the message names it and says why. */
public final class BindFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  BindFailedException(InetSocketAddress address, Throwable cause) {
    super(
        "Cannot listen on "
            + (address.isUnresolved() ? address.getHostString() : hostOf(address))
            + ":"
            + address.getPort()
            + ": "
            + cause.getMessage(),
        cause);
  }

  private static String hostOf(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }
}
