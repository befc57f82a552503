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
package org.waypost.web.client;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.waypost.api.net.Network;
import org.waypost.api.settings.Settings;

/**
 * The address of a client: of the connection, or, when that is one of the named proxies, what the
 * proxies say in {@code X-Forwarded-For}.
 */
public final class ClientAddress {

  /** Entries looked at: more hops than this are nobody's proxies. */
  private static final int MAX_HOPS = 20;

  private ClientAddress() {}

  /** The address, in numbers. */
  public static String of(HttpServletRequest request) {
    List<Network> proxies = Settings.ofProcess().httpProxies();
    return proxies.isEmpty()
        ? request.getRemoteAddr()
        : of(
            request.getRemoteAddr(),
            Collections.list(request.getHeaders("X-Forwarded-For")),
            proxies);
  }

  /**
   * Goes back from the connection as long as the one before is a proxy: each proxy appends the
   * address that it saw, and what stands before the entry of the first proxy is the client's own
   * claim.
   */
  static String of(String connection, List<String> forwarded, List<Network> proxies) {
    List<String> hops = new ArrayList<>();
    for (String header : forwarded) {
      hops.addAll(List.of(header.split(",")));
    }
    String client = connection;
    for (int i = hops.size() - 1; i >= 0 && hops.size() - i <= MAX_HOPS; i--) {
      InetAddress before = parse(hops.get(i));
      if (!isProxy(client, proxies) || before == null) {
        return client;
      }
      client = before.getHostAddress();
    }
    return client;
  }

  private static boolean isProxy(String address, List<Network> proxies) {
    InetAddress parsed = parse(address);
    return parsed != null && proxies.stream().anyMatch(proxy -> proxy.contains(parsed));
  }

  private static InetAddress parse(String text) {
    try {
      return Network.numericAddress(text.strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
