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
package org.waypost.test.sink;

import java.util.List;

/**
 * How a sink presents itself.
 *
 * @param address numeric loopback address to listen on, such as 127.0.0.2
 * @param port to listen on; 0 for an ephemeral one
 * @param name in its greeting
 * @param keywords of its EHLO reply, with their parameters; empty for a server that knows no
 *     extension
 * @param helloOnly whether EHLO is refused with 502, as by a server older than RFC 1869
 */
public record SinkOptions(
    String address, int port, String name, List<String> keywords, boolean helloOnly) {

  private static final List<String> MODERN =
      List.of("PIPELINING", "SIZE 104857600", "8BITMIME", "ENHANCEDSTATUSCODES", "SMTPUTF8");

  /** Copies the keywords. */
  public SinkOptions {
    keywords = List.copyOf(keywords);
  }

  /** A modern server at 127.0.0.1, on an ephemeral port. */
  public static SinkOptions modern() {
    return new SinkOptions("127.0.0.1", 0, "sink.test", MODERN, false);
  }

  /** The same at another address and port. */
  public SinkOptions at(String otherAddress, int otherPort) {
    return new SinkOptions(otherAddress, otherPort, name, keywords, helloOnly);
  }

  /** The same with another name. */
  public SinkOptions named(String other) {
    return new SinkOptions(address, port, other, keywords, helloOnly);
  }

  /** The same with these EHLO keywords. */
  public SinkOptions offering(String... other) {
    return new SinkOptions(address, port, name, List.of(other), helloOnly);
  }

  /** The same without EHLO. */
  public SinkOptions refusingEhlo() {
    return new SinkOptions(address, port, name, List.of(), true);
  }

  /** Whether a keyword is offered. */
  boolean offers(String keyword) {
    return keywords.stream().anyMatch(k -> k.equals(keyword) || k.startsWith(keyword + " "));
  }
}
