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
import java.util.stream.Stream;
import org.waypost.api.mail.EmailAddress;

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

  /** Whose address a condition looks at. */
  enum Side {
    /** That of the recipient. */
    RECIPIENT("recipient"),
    /** That of the sender; it may be none. */
    SENDER("sender");

    private final String word;

    Side(String word) {
      this.word = word;
    }

    /** As it stands in JSON. */
    public String word() {
      return word;
    }

    private EmailAddress of(RoutingRequest request) {
      return this == SENDER ? request.sender() : request.recipient();
    }
  }

  /** The domain of an address. */
  record Domains(Side side, List<DomainPattern> patterns) implements Condition {
    /** Copies the patterns. */
    public Domains {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String member() {
      return side.word + "Domain";
    }

    @Override
    public boolean holds(RoutingRequest request) {
      return patterns.stream().anyMatch(each -> each.matches(side.of(request).domain()));
    }

    @Override
    public String found(RoutingRequest request) {
      EmailAddress address = side.of(request);
      return address.isNullSender() ? "<>" : address.domain();
    }
  }

  /** An address. */
  record Addresses(Side side, List<AddressPattern> patterns) implements Condition {
    /** Copies the patterns. */
    public Addresses {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String member() {
      return side.word;
    }

    @Override
    public boolean holds(RoutingRequest request) {
      return patterns.stream().anyMatch(each -> each.matches(side.of(request)));
    }

    @Override
    public String found(RoutingRequest request) {
      EmailAddress address = side.of(request);
      return address.isNullSender() ? "<>" : address.toString();
    }
  }

  /** What a message was handed in with. */
  enum Mark {
    /** The name of who signed in. */
    USER("user", "(not signed in)"),
    /** The tags that were given. */
    TAG("tag", "(none)");

    private final String word;
    private final String none;

    Mark(String word, String none) {
      this.word = word;
      this.none = none;
    }

    /** As it stands in JSON. */
    public String word() {
      return word;
    }

    private List<String> of(RoutingRequest request) {
      return this == TAG ? request.tags() : Stream.ofNullable(request.user()).toList();
    }
  }

  /** A name or a tag that the message was handed in with. */
  record Marks(Mark mark, List<Glob> patterns) implements Condition {
    /** Copies the patterns. */
    public Marks {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String member() {
      return mark.word;
    }

    @Override
    public boolean holds(RoutingRequest request) {
      return mark.of(request).stream()
          .anyMatch(given -> patterns.stream().anyMatch(each -> each.matches(given)));
    }

    @Override
    public String found(RoutingRequest request) {
      List<String> given = mark.of(request);
      return given.isEmpty() ? mark.none : String.join(", ", given);
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
