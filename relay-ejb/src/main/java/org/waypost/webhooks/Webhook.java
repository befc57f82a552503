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
package org.waypost.webhooks;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.waypost.api.event.MailEvent;
import org.waypost.api.mail.EmailAddress;
import org.waypost.routing.AddressPattern;
import org.waypost.routing.DomainPattern;

/**
 * Whom events are sent to by HTTP. A filter that is empty does not restrict.
 *
 * @param name 1 to 64 characters
 * @param url where they are posted; http or https
 * @param events types that are wanted
 * @param domains of recipients
 * @param tags of which the message has one
 * @param senders reverse-paths
 * @param batch how many events go into one POST at the most, 1 to {@value #MOST_BATCH}; with 1 its
 *     body is an event, else a list of them
 * @param secret key of the signatures
 * @param enabled whether events are sent
 * @param allowPrivate whether it may be at an address that is not public
 */
public record Webhook(
    String name,
    URI url,
    Set<MailEvent.Type> events,
    List<DomainPattern> domains,
    List<String> tags,
    List<AddressPattern> senders,
    int batch,
    String secret,
    boolean enabled,
    boolean allowPrivate) {

  /** The most events in one POST. */
  public static final int MOST_BATCH = 100;

  /** Copies the filters. */
  public Webhook {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(secret, "secret");
    events = Set.copyOf(events);
    domains = List.copyOf(domains);
    tags = List.copyOf(tags);
    senders = List.copyOf(senders);
  }

  /** Whether an event is sent to it. */
  boolean wants(MailEvent event) {
    return enabled
        && (events.isEmpty() || events.contains(event.type()))
        && (domains.isEmpty() || domains.stream().anyMatch(each -> each.matches(event.domain())))
        && (tags.isEmpty() || tags.stream().anyMatch(event.message().tags()::contains))
        && (senders.isEmpty() || isFrom(event.message().sender()));
  }

  private boolean isFrom(String sender) {
    try {
      EmailAddress address =
          sender.isEmpty() ? EmailAddress.NULL_SENDER : EmailAddress.parse(sender);
      return senders.stream().anyMatch(each -> each.matches(address));
    } catch (IllegalArgumentException e) {
      // It was an address when it was accepted; if it is none any more, no pattern stands for it.
      return false;
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Webhook[" + name + "]";
  }
}
