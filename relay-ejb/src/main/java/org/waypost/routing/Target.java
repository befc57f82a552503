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
package org.waypost.routing;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.waypost.api.net.HostPort;
import org.waypost.smtpclient.Login;

/** Where a route leads. */
public sealed interface Target {

  /** The type of a target, as REST calls it. */
  static String typeOf(Target target) {
    if (target instanceof MailExchanger) {
      return "mx";
    }
    return target.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The mail is stored for the console, and goes nowhere. */
  record Capture() implements Target {}

  /** The mail goes where DNS says for the recipient's domain (RFC 5321 5.1). */
  record MailExchanger() implements Target {}

  /**
   * The mail goes to a smart host.
   *
   * @param hosts 1 or more
   * @param login how to sign in there; nothing for not at all
   */
  record SmartHost(List<Host> hosts, Optional<Login> login) implements Target {
    /** Checks that there is a host. */
    public SmartHost {
      Objects.requireNonNull(login, "login");
      hosts = List.copyOf(hosts);
      if (hosts.isEmpty()) {
        throw new IllegalArgumentException("A smart host route names a host");
      }
    }

    /** One host, without a login. */
    public static SmartHost of(HostPort host) {
      return new SmartHost(List.of(new Host(host, 0, 1)), Optional.empty());
    }
  }

  /**
   * The mail goes to a server that gives a verdict for each recipient (RFC 2033).
   *
   * @param hosts 1 or more
   */
  record Lmtp(List<Host> hosts) implements Target {
    /** Checks that there is a host. */
    public Lmtp {
      hosts = List.copyOf(hosts);
      if (hosts.isEmpty()) {
        throw new IllegalArgumentException("An LMTP route names a host");
      }
    }
  }

  /**
   * A queue of an application.
   *
   * @param queue name of it
   * @param parsed whether a JSON of what can be read comes with the octets
   */
  record Jms(String queue, boolean parsed) implements Target {}

  /**
   * The mail goes to a transport of a plug-in.
   *
   * @param configuration name of what was configured of it
   */
  record Plugin(String configuration) implements Target {}

  /** The mail is dropped, and counts as done. */
  record Discard() implements Target {}

  /**
   * The mail is refused.
   *
   * @param code 550 to 559
   * @param status enhanced status code (RFC 3463) of class 5
   * @param text one line
   */
  record Reject(int code, String status, String text) implements Target {}

  /**
   * A host of several.
   *
   * @param address name and port
   * @param priority the lowest is tried first
   * @param weight 1 or more: among hosts of a priority, how often it is the first, as in RFC 2782
   */
  record Host(HostPort address, int priority, int weight) {
    /** Checks the ranges. */
    public Host {
      Objects.requireNonNull(address, "address");
      if (priority < 0 || weight < 1) {
        throw new IllegalArgumentException("A host has a priority from 0 and a weight from 1");
      }
    }
  }
}
