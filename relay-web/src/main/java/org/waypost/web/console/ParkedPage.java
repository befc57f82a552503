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
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.waypost.api.mail.MessageId;
import org.waypost.json.InvalidMemberException;
import org.waypost.operations.QueueAction;
import org.waypost.operations.QueueJob;
import org.waypost.operations.QueueOperations;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.parking.ParkedEntry;
import org.waypost.parking.ParkedMail;
import org.waypost.parking.Selection;
import org.waypost.trace.Trace;
import org.waypost.web.parked.ParkedOutcome;

/** Parked mail by destination and state, and what can be done with it. */
@Named("parked")
@RequestScoped
public class ParkedPage {

  private static final String PATH = "parked.xhtml";
  private static final int PAGE_SIZE = 50;
  private static final int DESTINATIONS_SHOWN = 12;

  @Inject ParkedMail parked;
  @Inject QueueOperations operations;
  @Inject Trace trace;
  @Inject Notice notice;
  @Inject ExternalContext external;

  private String destination;
  private ParkedEntry.State state;
  private PageRequest request;
  private Optional<MessageId> target;
  private QueueAction.Kind kind;
  private String reason;
  private String route;
  private String unreadable;
  private Page<ParkedEntry> page;
  private List<ParkedMail.Count> counts;

  @PostConstruct
  void read() {
    PageParameters parameters = new PageParameters(external.getRequestParameterMap());
    destination = parameters.text("destination");
    state = parameters.oneOf("state", ParkedEntry.State.class);
    request = parameters.page(PAGE_SIZE);
    target = parameters.id("target");
    kind = parameters.oneOf("kind", QueueAction.Kind.class);
    reason = parameters.text("reason");
    route = parameters.text("route");
    unreadable = parameters.unreadable();
  }

  /** Makes the message that the form names due now. */
  public void retry() throws IOException {
    act(QueueAction.of(QueueAction.Kind.RETRY), "parked.retried");
  }

  /** Deletes what is parked of the message that the form names. */
  public void delete() throws IOException {
    act(QueueAction.of(QueueAction.Kind.DELETE), "parked.deleted");
  }

  /** Does to the message that the form names what the form says. */
  public void act() throws IOException {
    try {
      act(action(), "parked.acted");
    } catch (RuntimeException e) {
      refuse(e);
    }
  }

  /** Does to all that the filter selects what the form says. */
  public void actOnShown() throws IOException {
    try {
      Selection selection = Selection.of(destination, state);
      QueueJob job = operations.act(selection, action(), external.getRemoteUser());
      notice.say("parked.job", job.total(), job.tally().done());
      external.redirect(url().withPage(request.number()).on(PATH));
    } catch (RuntimeException e) {
      refuse(e);
    }
  }

  private QueueAction action() {
    if (kind == null) {
      throw new InvalidMemberException("kind", "has to be given");
    }
    boolean redirect = kind == QueueAction.Kind.REDIRECT;
    return new QueueAction(
        kind,
        Optional.ofNullable(reason),
        redirect ? Optional.ofNullable(route) : Optional.empty());
  }

  /** Tells what was wrong with the form; what else went wrong goes on. */
  private void refuse(RuntimeException thrown) throws IOException {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
      if (cause instanceof InvalidMemberException invalid) {
        notice.say("parked.refused", invalid.member(), invalid.getMessage());
        external.redirect(url().withPage(request.number()).on(PATH));
        return;
      }
    }
    throw thrown;
  }

  /** What can be done. */
  public QueueAction.Kind[] getKinds() {
    return QueueAction.Kind.values();
  }

  /** The name of what can be done. */
  public String name(QueueAction.Kind one) {
    return Texts.format("parked.action." + Texts.lower(one));
  }

  /** The entries of this page. */
  public List<ParkedEntry> getRows() {
    return page().items();
  }

  /** The links to the other pages. */
  public Pager getPager() {
    return new Pager(page(), PATH, url());
  }

  /** How much is parked, the largest first, as many as are shown. */
  public List<ParkedMail.Count> getCounts() {
    if (counts == null) {
      counts = parked.counts().stream().limit(DESTINATIONS_SHOWN).toList();
    }
    return counts;
  }

  /** Number of this page. */
  public int getNumber() {
    return request.number();
  }

  /** The destination that is shown; null for all. */
  public String getDestination() {
    return destination;
  }

  /** The state that is shown in lower case; null for all. */
  public String getState() {
    return Texts.lower(state);
  }

  /** All states, for the choice. */
  public ParkedEntry.State[] getStates() {
    return ParkedEntry.State.values();
  }

  /** Whether anything is filtered. */
  public boolean isFiltered() {
    return destination != null || state != null;
  }

  /** The parameters that could not be read; empty when all could. */
  public String getUnreadable() {
    return unreadable;
  }

  /** The URL of the entries that a count counts. */
  public String select(ParkedMail.Count count) {
    return Query.empty()
        .with("destination", count.destination())
        .with("state", Texts.lower(count.state()))
        .on(PATH);
  }

  /** Whether the entries of a count are those that are shown. */
  public boolean isSelected(ParkedMail.Count count) {
    return count.destination().equals(destination) && count.state() == state;
  }

  private void act(QueueAction action, String done) throws IOException {
    String user = external.getRemoteUser();
    ParkedOutcome outcome =
        target
            .map(id -> ParkedOutcome.of(operations.act(id, action, user), id, trace))
            .orElse(ParkedOutcome.NOT_PARKED);
    notice.say(
        switch (outcome) {
          case DONE -> done;
          case IN_DELIVERY -> "parked.inDelivery";
          case UNCHANGED -> "parked.unchanged";
          case FAILED -> "parked.failed";
          case NOT_PARKED -> "notice.gone";
        });
    external.redirect(url().withPage(request.number()).on(PATH));
  }

  private Query url() {
    return Query.empty().with("destination", destination).with("state", Texts.lower(state));
  }

  private Page<ParkedEntry> page() {
    if (page == null) {
      page = parked.list(destination, state, request);
    }
    return page;
  }
}
