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
package org.waypost.extensions;

import java.util.Arrays;
import java.util.Optional;
import org.waypost.api.extension.Authenticator;
import org.waypost.api.extension.BounceClassifier;
import org.waypost.api.extension.ConnectionPolicy;
import org.waypost.api.extension.ConsolePage;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.EventListener;
import org.waypost.api.extension.Extension;
import org.waypost.api.extension.MailRouter;
import org.waypost.api.extension.MailTransport;
import org.waypost.api.extension.RecipientPolicy;
import org.waypost.api.extension.SenderPolicy;
import org.waypost.api.extension.TemplateEngine;

/** The extension points that Waypost's own {@code plugin.xml} declares, with their interfaces. */
public enum ExtensionPoint {
  /** Judges clients. */
  CONNECTION_POLICY("connectionPolicy", ConnectionPolicy.class),
  /** Checks passwords. */
  AUTHENTICATOR("authenticator", Authenticator.class),
  /** Judges senders. */
  SENDER_POLICY("senderPolicy", SenderPolicy.class),
  /** Judges recipients. */
  RECIPIENT_POLICY("recipientPolicy", RecipientPolicy.class),
  /** Looks at messages. */
  CONTENT_FILTER("contentFilter", ContentFilter.class),
  /** Chooses routes. */
  ROUTER("router", MailRouter.class),
  /** Takes mail away. */
  TRANSPORT("transport", MailTransport.class),
  /** Says what refusals mean. */
  BOUNCE_CLASSIFIER("bounceClassifier", BounceClassifier.class),
  /** Is told what happens. */
  EVENT_LISTENER("eventListener", EventListener.class),
  /** Makes texts. */
  TEMPLATE_ENGINE("templateEngine", TemplateEngine.class),
  /** Is shown in the console. */
  CONSOLE_PAGE("consolePage", ConsolePage.class);

  /** The id of the plug-in that declares them. */
  static final String NAMESPACE = "org.waypost";

  private final String id;
  private final Class<? extends Extension> type;

  ExtensionPoint(String id, Class<? extends Extension> type) {
    this.id = id;
    this.type = type;
  }

  /** The name of its elements in {@code plugin.xml}, such as {@code contentFilter}. */
  public String id() {
    return id;
  }

  /** What a {@code plugin.xml} names in {@code <extension point="…">}. */
  public String uniqueId() {
    return NAMESPACE + "." + id;
  }

  /** The interface that contributions implement. */
  public Class<? extends Extension> type() {
    return type;
  }

  /** Whether a configuration of it is for some listeners alone, if it says so. */
  boolean knowsListeners() {
    return switch (this) {
      case CONNECTION_POLICY,
          AUTHENTICATOR,
          SENDER_POLICY,
          RECIPIENT_POLICY,
          CONTENT_FILTER,
          ROUTER ->
          true;
      default -> false;
    };
  }

  /** The extension point of this unique id. */
  static Optional<ExtensionPoint> of(String uniqueId) {
    return Arrays.stream(values()).filter(each -> each.uniqueId().equals(uniqueId)).findFirst();
  }
}
