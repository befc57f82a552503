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
package org.waypost.api.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.waypost.api.net.HostPort;

/**
 * Whom the relay asks where mail goes, and how far it believes the answers: the {@code
 * WAYPOST_DNS…} variables.
 *
 * @param servers to ask instead of the system's, in order; empty for the system's
 * @param dnssec how answers are proven
 * @param anchors file of DS or DNSKEY records to start from instead of those of the root
 */
public record DnsSettings(List<HostPort> servers, Dnssec dnssec, Optional<Path> anchors) {

  /** How answers are proven (RFC 4033). */
  public enum Dnssec {
    /** Signatures are verified, unless the server hands out none. */
    AUTO,
    /** Signatures are verified; a server that hands out none is of no use. */
    REQUIRE,
    /** The server verifies, and is believed: for a server on this machine, or reached safely. */
    TRUST,
    /** Nothing is proven, and DANE does not happen. */
    OFF
  }

  private static final int MOST_SERVERS = 8;

  /** The system's servers. */
  public static final DnsSettings SYSTEM =
      new DnsSettings(List.of(), Dnssec.AUTO, Optional.empty());

  /**
   * Copies the servers.
   *
   * @throws IllegalArgumentException when there are more than 8
   */
  public DnsSettings {
    servers = List.copyOf(servers);
    Objects.requireNonNull(dnssec, "dnssec");
    Objects.requireNonNull(anchors, "anchors");
    if (servers.size() > MOST_SERVERS) {
      throw new IllegalArgumentException("at most " + MOST_SERVERS + " servers");
    }
  }

  static DnsSettings read(SettingReader reader) {
    Dnssec dnssec = reader.read("WAYPOST_DNSSEC", Dnssec.AUTO, DnsSettings::dnssec);
    Optional<Path> anchors =
        reader.optional("WAYPOST_DNSSEC_ANCHORS", text -> readable(SettingReader.path(text)));
    return reader.read(
        "WAYPOST_DNS",
        new DnsSettings(List.of(), dnssec, anchors),
        text -> new DnsSettings(servers(text), dnssec, anchors));
  }

  private static List<HostPort> servers(String text) {
    List<HostPort> servers = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      servers.add(HostPort.parse(each.strip()));
    }
    return servers;
  }

  private static Dnssec dnssec(String text) {
    for (Dnssec each : Dnssec.values()) {
      if (each.name().equals(text.toUpperCase(Locale.ROOT))) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "is 'auto', 'require', 'trust' or 'off', not '" + text + "'");
  }

  private static Path readable(Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("no such file, or not readable: '" + file + "'");
    }
    return file;
  }
}
