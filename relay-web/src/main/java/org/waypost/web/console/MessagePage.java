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
import java.util.Optional;
import org.waypost.api.mail.MessageId;
import org.waypost.mailview.MailField;
import org.waypost.mailview.MailView;
import org.waypost.trace.MessageDetail;
import org.waypost.trace.MessageState;
import org.waypost.trace.Trace;

/** One message: what is known about it, and every attempt to deliver it. */
@Named("message")
@RequestScoped
public class MessagePage {

  @Inject Trace trace;
  @Inject ReadMail mail;
  @Inject ExternalContext external;

  private MessageDetail detail;
  private Optional<MailView> view;

  @PostConstruct
  void read() {
    Optional<MessageId> id = new PageParameters(external.getRequestParameterMap()).id("id");
    detail = id.flatMap(trace::find).orElse(null);
    if (detail == null) {
      external.setResponseStatus(404);
    }
  }

  /** What is known; null when there is no such message. */
  public MessageDetail getDetail() {
    return detail;
  }

  /** Whether it waits, so that it can be tried again or deleted on the parked page. */
  public boolean isParked() {
    MessageState state = detail.summary().state();
    return state == MessageState.DEFERRED
        || state == MessageState.UNCERTAIN
        || state == MessageState.SCHEDULED;
  }

  /** Whether it is captured mail, to be read in full elsewhere. */
  public boolean isCaptured() {
    return detail.summary().state() == MessageState.CAPTURED;
  }

  /** The header of the stored message; empty when it is not stored. */
  public List<MailField> getHeaders() {
    if (view == null) {
      view = detail.contentStored() ? mail.view(detail.summary().id()) : Optional.empty();
    }
    return view.map(MailView::headers).orElse(List.of());
  }
}
