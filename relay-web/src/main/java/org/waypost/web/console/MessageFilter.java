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
package org.waypost.web.console;

import java.time.Instant;
import org.waypost.paging.PageRequest;
import org.waypost.trace.MessageQuery;
import org.waypost.trace.MessageState;

/** The filter of the messages page. Null stands for no restriction. */
record MessageFilter(
    String text,
    MessageState state,
    String from,
    String to,
    String domain,
    Instant since,
    Instant until,
    PageRequest page) {

  static final int PAGE_SIZE = 50;

  static MessageFilter of(PageParameters parameters) {
    return new MessageFilter(
        parameters.text("q"),
        parameters.oneOf("state", MessageState.class),
        parameters.text("from"),
        parameters.text("to"),
        parameters.text("domain"),
        parameters.instant("since"),
        parameters.instant("until"),
        parameters.page(PAGE_SIZE));
  }

  MessageQuery query() {
    return new MessageQuery(text, state, from, to, domain, since, until, page);
  }

  boolean isRestricting() {
    return text != null || state != null || isDetailed();
  }

  /** Whether one of the fields is used that are folded away else. */
  boolean isDetailed() {
    return from != null || to != null || domain != null || since != null || until != null;
  }

  Query toUrl() {
    return Query.empty()
        .with("q", text)
        .with("state", Texts.lower(state))
        .with("from", from)
        .with("to", to)
        .with("domain", domain)
        .with("since", since)
        .with("until", until);
  }
}
