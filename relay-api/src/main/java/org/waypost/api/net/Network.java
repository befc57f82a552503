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
package org.waypost.api.net;

import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A network in CIDR notation (RFC 4632, RFC 4291 2.3), such as {@code 10.0.0.0/8} or {@code
 * ::1/128}. IPv4 addresses that arrive mapped into IPv6 count as IPv4.
 */
public final class Network implements Serializable {

  private static final long serialVersionUID = 1L;
  // What does not match would be looked up as a name: 256.0.0.1, say.
  private static final Pattern NUMERIC =
      Pattern.compile(
          "((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final byte[] prefix;
  private final int length;

  private Network(byte[] prefix, int length) {
    this.prefix = prefix;
    this.length = length;
  }

  /**
   * Reads {@code address} or {@code address/prefix-length}; names are not looked up.
   *
   * @throws IllegalArgumentException when it is no network; the message says why
   */
  public static Network parse(String text) {
    Objects.requireNonNull(text, "A network is required");
    String trimmed = text.strip();
    int slash = trimmed.indexOf('/');
    String address = slash < 0 ? trimmed : trimmed.substring(0, slash);
    byte[] bytes = numericAddress(address).getAddress();
    int bits = bytes.length * 8;
    int length = slash < 0 ? bits : prefixLength(trimmed.substring(slash + 1), bits, trimmed);
    return new Network(masked(bytes, length), length);
  }

  /**
   * An IPv4 or IPv6 address written in numbers.
   *
   * @throws IllegalArgumentException when it is anything else, such as a name
   */
  public static InetAddress numericAddress(String text) {
    if (!NUMERIC.matcher(text).matches()) {
      throw new IllegalArgumentException("Not an IP address: " + text);
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("Not an IP address: " + text, e);
    }
  }

  /** Whether the address lies in this network. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == prefix.length && Arrays.equals(masked(bytes, length), prefix);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network that
        && length == that.length
        && Arrays.equals(prefix, that.prefix);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(prefix) + length;
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(prefix).getHostAddress() + "/" + length;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("A prefix of 4 or 16 octets is an address", e);
    }
  }

  private static int prefixLength(String text, int bits, String whole) {
    try {
      int length = Integer.parseInt(text);
      if (length >= 0 && length <= bits) {
        return length;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Prefix length is not a number: " + whole, e);
    }
    throw new IllegalArgumentException("Prefix length is not within 0 to " + bits + ": " + whole);
  }

  private static byte[] masked(byte[] address, int length) {
    byte[] out = address.clone();
    for (int i = 0; i < out.length; i++) {
      int keep = Math.max(0, Math.min(8, length - i * 8));
      out[i] &= (byte) (0xFF << (8 - keep));
    }
    return out;
  }
}
