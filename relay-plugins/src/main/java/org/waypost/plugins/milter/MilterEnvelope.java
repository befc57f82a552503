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
package org.waypost.plugins.milter;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a milter is told beside the message.
 *
 * @param client address of the client; null when it is not known
 * @param clientName name of the client; its address in brackets when it has none
 * @param helo the name that the client gave; empty for none
 * @param sender the reverse-path, without brackets
 * @param recipients the forward-paths, without brackets, 1 or more
 * @param macros values by the names of Sendmail's macros, such as {@code i} and {@code
 *     {auth_authen}}
 */
public record MilterEnvelope(
    InetAddress client,
    String clientName,
    String helo,
    String sender,
    List<String> recipients,
    Map<String, String> macros) {

  /** Copies the lists. */
  public MilterEnvelope {
    Objects.requireNonNull(clientName, "clientName");
    Objects.requireNonNull(helo, "helo");
    Objects.requireNonNull(sender, "sender");
    recipients = List.copyOf(recipients);
    macros = Map.copyOf(macros);
  }
}
