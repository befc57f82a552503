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
import java.util.Objects;
import org.waypost.api.mail.EmailAddress;
import org.waypost.queue.MailHeader;

/**
 * What a route is chosen by.
 *
 * @param sender the reverse-path
 * @param recipient the forward-path
 * @param user who handed the message in, if signed in; else null
 * @param tags given at submission
 * @param fields the header fields of the message
 */
public record RoutingRequest(
    EmailAddress sender, EmailAddress recipient, String user, List<String> tags, Fields fields) {

  /** Checks that nothing is missing. */
  public RoutingRequest {
    Objects.requireNonNull(sender, "sender");
    Objects.requireNonNull(recipient, "recipient");
    Objects.requireNonNull(fields, "fields");
    tags = List.copyOf(tags);
  }

  /** Of one recipient of a message. */
  public static RoutingRequest of(MailHeader header, EmailAddress recipient, Fields fields) {
    return new RoutingRequest(
        header.sender(), recipient, header.origin().user(), header.tags(), fields);
  }

  /** Header fields, which are read when a route asks for one. */
  @FunctionalInterface
  public interface Fields {
    /** A message without fields. */
    Fields NONE = name -> List.of();

    /** The values of all fields of this name, unfolded, in their order; empty without one. */
    List<String> values(String name);
  }
}
