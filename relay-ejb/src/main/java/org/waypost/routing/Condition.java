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
import java.util.stream.Collectors;

/** One member of a route's match: any of its patterns has to fit. */
public sealed interface Condition {

  /** Its name in JSON. */
  String member();

  /** Whether it holds for a request. */
  boolean holds(RoutingRequest request);

  /** What the request has where this looks, for people. */
  String found(RoutingRequest request);

  /** The patterns, for people. */
  List<?> patterns();

  /** Why it holds, or does not, for people. */
  default String why(RoutingRequest request) {
    String wanted = patterns().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return member()
        + " "
        + found(request)
        + (holds(request) ? " fits " : " does not fit ")
        + wanted;
  }

  /** The domain of the recipient. */
  record RecipientDomain(List<DomainPattern> patterns) implements Condition {
    /** Copies the patterns. */
    public RecipientDomain {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String member() {
      return "recipientDomain";
    }

    @Override
    public boolean holds(RoutingRequest request) {
      return patterns.stream().anyMatch(each -> each.matches(request.recipient().domain()));
    }

    @Override
    public String found(RoutingRequest request) {
      return request.recipient().domain();
    }
  }

  /** The address of the recipient. */
  record Recipient(List<AddressPattern> patterns) implements Condition {
    /** Copies the patterns. */
    public Recipient {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String member() {
      return "recipient";
    }

    @Override
    public boolean holds(RoutingRequest request) {
      return patterns.stream().anyMatch(each -> each.matches(request.recipient()));
    }

    @Override
    public String found(RoutingRequest request) {
      return request.recipient().toString();
    }
  }

  /** The domain of the sender. */
  record SenderDomain(List<DomainPattern> patterns) implements Condition {
    /** Copies the patterns. */
    public SenderDomain {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String member() {
      return "senderDomain";
    }

    @Override
    public boolean holds(RoutingRequest request) {
      return patterns.stream().anyMatch(each -> each.matches(request.sender().domain()));
    }

    @Override
    public String found(RoutingRequest request) {
      return request.sender().isNullSender() ? "<>" : request.sender().domain();
    }
  }

  /** The address of the sender. */
  record Sender(List<AddressPattern> patterns) implements Condition {
    /** Copies the patterns. */
    public Sender {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String member() {
      return "sender";
    }

    @Override
    public boolean holds(RoutingRequest request) {
      return patterns.stream().anyMatch(each -> each.matches(request.sender()));
    }

    @Override
    public String found(RoutingRequest request) {
      return request.sender().isNullSender() ? "<>" : request.sender().toString();
    }
  }

  /** Who handed the message in. */
  record User(List<Glob> patterns) implements Condition {
    /** Copies the patterns. */
    public User {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String member() {
      return "user";
    }

    @Override
    public boolean holds(RoutingRequest request) {
      return request.user() != null
          && patterns.stream().anyMatch(each -> each.matches(request.user()));
    }

    @Override
    public String found(RoutingRequest request) {
      return request.user() == null ? "(not signed in)" : request.user();
    }
  }

  /** A tag of the message. */
  record Tag(List<Glob> patterns) implements Condition {
    /** Copies the patterns. */
    public Tag {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String member() {
      return "tag";
    }

    @Override
    public boolean holds(RoutingRequest request) {
      return request.tags().stream()
          .anyMatch(tag -> patterns.stream().anyMatch(each -> each.matches(tag)));
    }

    @Override
    public String found(RoutingRequest request) {
      return request.tags().isEmpty() ? "(none)" : String.join(", ", request.tags());
    }
  }

  /**
   * A header field of the message.
   *
   * @param patterns any of them has to fit
   */
  record Header(List<Field> patterns) implements Condition {
    /** Copies the patterns. */
    public Header {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String member() {
      return "header";
    }

    @Override
    public boolean holds(RoutingRequest request) {
      return patterns.stream().anyMatch(each -> each.matches(request.fields()));
    }

    @Override
    public String found(RoutingRequest request) {
      return patterns.stream()
          .map(each -> each.name() + ": " + request.fields().values(each.name()))
          .collect(Collectors.joining(", "));
    }

    /**
     * A field by name.
     *
     * @param name letters in either case
     * @param values any of them has to fit a value; without one, the field has to be there
     */
    public record Field(String name, List<Glob> values) {
      /**
       * Checks the name (RFC 5322 2.2).
       *
       * @throws IllegalArgumentException when it is none
       */
      public Field {
        Objects.requireNonNull(name, "name");
        values = List.copyOf(values);
        if (name.isEmpty()
            || name.length() > 100
            || name.chars().anyMatch(c -> c <= ' ' || c > '~' || c == ':')) {
          throw new IllegalArgumentException("not the name of a header field: '" + name + "'");
        }
      }

      boolean matches(RoutingRequest.Fields fields) {
        List<String> found = fields.values(name);
        return values.isEmpty()
            ? !found.isEmpty()
            : found.stream().anyMatch(value -> values.stream().anyMatch(g -> g.matches(value)));
      }

      @Override
      public String toString() {
        return values.isEmpty()
            ? name
            : name + ": " + values.stream().map(Glob::text).collect(Collectors.joining(" or "));
      }
    }
  }
}
