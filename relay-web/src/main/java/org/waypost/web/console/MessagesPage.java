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

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.waypost.paging.Page;
import org.waypost.trace.MessageState;
import org.waypost.trace.MessageSummary;
import org.waypost.trace.Trace;

/** The list of messages, searched and filtered by its URL. */
@Named("messages")
@RequestScoped
public class MessagesPage {

  private static final String PATH = "messages.xhtml";

  @Inject Trace trace;
  @Inject ExternalContext external;

  private MessageFilter filter;
  private String unreadable;
  private Page<MessageSummary> page;

  @PostConstruct
  void read() {
    PageParameters parameters = new PageParameters(external.getRequestParameterMap());
    filter = MessageFilter.of(parameters);
    unreadable = parameters.unreadable();
  }

  /** The messages of this page. */
  public List<MessageSummary> getRows() {
    return page().items();
  }

  /** The links to the other pages. */
  public Pager getPager() {
    return new Pager(page(), PATH, filter.toUrl());
  }

  /** The filter's text, as shown in its field. */
  public String getText() {
    return filter.text();
  }

  /** The state in lower case; null for all. */
  public String getState() {
    return Texts.lower(filter.state());
  }

  /** Part of the sender. */
  public String getFrom() {
    return filter.from();
  }

  /** Part of a recipient. */
  public String getTo() {
    return filter.to();
  }

  /** A recipient's domain. */
  public String getDomain() {
    return filter.domain();
  }

  /** The day to begin with, as a date field holds it. */
  public String getSince() {
    return filter.since() == null ? null : filter.since().toString().substring(0, 10);
  }

  /** The day to end before. */
  public String getUntil() {
    return filter.until() == null ? null : filter.until().toString().substring(0, 10);
  }

  /** The parameters that could not be read; empty when all could. */
  public String getUnreadable() {
    return unreadable;
  }

  /** Whether anything is filtered. */
  public boolean isFiltered() {
    return filter.isRestricting();
  }

  /** Whether the further fields are in use, and so unfolded. */
  public boolean isDetailed() {
    return filter.isDetailed();
  }

  /** All states, for the choice. */
  public MessageState[] getStates() {
    return MessageState.values();
  }

  private Page<MessageSummary> page() {
    if (page == null) {
      page = trace.search(filter.query());
    }
    return page;
  }
}
