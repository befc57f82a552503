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
import org.waypost.api.settings.Settings;
import org.waypost.capture.CapturedMail;
import org.waypost.mailview.MailField;
import org.waypost.mailview.MailView;
import org.waypost.paging.Page;
import org.waypost.paging.PageRequest;
import org.waypost.trace.MessageDetail;
import org.waypost.trace.MessageState;
import org.waypost.trace.MessageSummary;
import org.waypost.trace.Trace;

/** Captured mail: a list, and the mail that is being read beside it. */
@Named("captured")
@RequestScoped
public class CapturedPage {

  private static final String PATH = "captured.xhtml";
  private static final int PAGE_SIZE = 30;
  private static final List<String> VIEWS = List.of("html", "text", "headers", "source");

  @Inject CapturedMail captured;
  @Inject Trace trace;
  @Inject ReadMail reader;
  @Inject Notice notice;
  @Inject ExternalContext external;

  private String text;
  private PageRequest request;
  private String askedView;
  private Optional<MessageId> id;
  private Optional<MessageId> target;
  private Page<MessageSummary> page;
  private MessageDetail selected;
  private MailView mail;

  @PostConstruct
  void read() {
    PageParameters parameters = new PageParameters(external.getRequestParameterMap());
    text = parameters.text("q");
    request = parameters.page(PAGE_SIZE);
    askedView = parameters.text("view");
    target = parameters.id("target");
    id = parameters.id("id");
    selected =
        id.flatMap(trace::find)
            .filter(found -> found.summary().state() == MessageState.CAPTURED)
            .orElse(null);
    if (selected != null) {
      mail = reader.view(id.get()).orElse(null);
    }
  }

  /** Deletes the mail that the form names. */
  public void delete() throws IOException {
    boolean deleted = target.map(captured::delete).orElse(false);
    notice.say(deleted ? "captured.deleted" : "notice.gone");
    external.redirect(url().withPage(request.number()).on(PATH));
  }

  /** Deletes all captured mail. */
  public void deleteAll() throws IOException {
    notice.say("captured.deletedAll", captured.deleteAll());
    external.redirect(PATH);
  }

  /** The mails of this page. */
  public List<MessageSummary> getRows() {
    return page().items();
  }

  /** The links to the other pages. */
  public Pager getPager() {
    return new Pager(page(), PATH, url());
  }

  /** Number of this page. */
  public int getNumber() {
    return request.number();
  }

  /** The filter's text. */
  public String getText() {
    return text;
  }

  /** The mail that is read; null when none is. */
  public MessageDetail getSelected() {
    return selected;
  }

  /** Its parts; null when it cannot be read. */
  public MailView getMail() {
    return mail;
  }

  /** Whether a mail was asked for that is not there any more. */
  public boolean isGone() {
    return id.isPresent() && selected == null;
  }

  /** How the mail is shown: html, text, headers or source. */
  public String getView() {
    if (askedView != null && VIEWS.contains(askedView)) {
      return askedView;
    }
    return mail != null && mail.html() ? "html" : "text";
  }

  /** The source of the mail, its first 256 KiB. */
  public String getSource() {
    return reader.source(selected.summary().id());
  }

  /** The value of a header field; empty without it. */
  public String header(String name) {
    return mail == null
        ? ""
        : mail.headers().stream()
            .filter(header -> header.name().equalsIgnoreCase(name))
            .map(MailField::value)
            .findFirst()
            .orElse("");
  }

  /** The URL that opens a mail beside the list as it is. */
  public String open(MessageSummary row) {
    return url().withPage(request.number()).with("id", row.id().value()).on(PATH);
  }

  /** The URL of another view of the mail that is open. */
  public String viewUrl(String view) {
    return url()
        .withPage(request.number())
        .with("id", selected.summary().id().value())
        .with("view", view)
        .on(PATH);
  }

  /** The URL of the list alone. */
  public String getListUrl() {
    return url().withPage(request.number()).on(PATH);
  }

  /** Asks before all is deleted, and says how many that are, whatever the list is searched for. */
  public String getDeleteAllQuestion() {
    Page<MessageSummary> all =
        text == null && request.number() == 1 ? page() : captured.list(null, new PageRequest(1, 1));
    return all.isTotalCapped()
        ? Texts.format("captured.deleteAll.askCapped", Page.COUNT_LIMIT)
        : Texts.format("captured.deleteAll.ask", all.total());
  }

  /** The port to send a first mail to. */
  public int getSmtpPort() {
    return Settings.ofProcess().smtpPort();
  }

  private Query url() {
    return Query.empty().with("q", text);
  }

  private Page<MessageSummary> page() {
    if (page == null) {
      page = captured.list(text, request);
    }
    return page;
  }
}
