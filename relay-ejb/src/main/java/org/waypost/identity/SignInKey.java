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
package org.waypost.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.waypost.api.net.Network;
import org.waypost.identity.SignInLock.Kind;

/**
 * What failures to sign in are counted for.
 *
 * @param kind which of the three it is
 * @param account a folded name; null for {@link Kind#ADDRESS}
 * @param address in numbers, of IPv6 the first 64 bits, which belong to one site; null for {@link
 *     Kind#ACCOUNT}
 */
record SignInKey(Kind kind, String account, String address) {

  private static final int SITE_OCTETS = 8;

  static SignInKey pair(String account, String remoteAddress) {
    return new SignInKey(Kind.PAIR, account, site(remoteAddress));
  }

  static SignInKey address(String remoteAddress) {
    return new SignInKey(Kind.ADDRESS, null, site(remoteAddress));
  }

  static SignInKey account(String account) {
    return new SignInKey(Kind.ACCOUNT, account, null);
  }

  /** The same on every node; 32 characters. */
  String id() {
    try {
      byte[] text = (kind + " " + account + " " + address).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** An address as it is counted. A neighbour in the same /64 is the same client. */
  private static String site(String remoteAddress) {
    int zone = remoteAddress.indexOf('%');
    String numbers = zone < 0 ? remoteAddress : remoteAddress.substring(0, zone);
    try {
      byte[] octets = Network.numericAddress(numbers).getAddress();
      if (octets.length == 4) {
        return InetAddress.getByAddress(octets).getHostAddress();
      }
      Arrays.fill(octets, SITE_OCTETS, octets.length, (byte) 0);
      return InetAddress.getByAddress(octets).getHostAddress() + "/64";
    } catch (UnknownHostException | IllegalArgumentException e) {
      // Not an address at all: a server that hides it. Then all of them are one.
      return "unknown";
    }
  }
}
