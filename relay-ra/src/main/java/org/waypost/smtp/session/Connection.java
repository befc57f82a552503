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
package org.waypost.smtp.session;

import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.waypost.api.mail.Reply;

/** The connection under a session. Called on its event loop. */
interface Connection {

  /** Puts a reply behind those that wait to be sent. */
  void write(Reply reply);

  /** Counts the connection for this client from now on; the refusal, if that may not be. */
  Optional<Reply> admit(InetAddress client);

  /** Goes on with the input after a pause. */
  void proceed();

  /** Sends what waits, forgets what has arrived, and begins with TLS. */
  void secure();

  /** Ends the session, whatever it is doing, with this reply. */
  void endWith(Reply farewell);

  EventExecutor loop();

  InetSocketAddress remote();

  InetSocketAddress local();
}
