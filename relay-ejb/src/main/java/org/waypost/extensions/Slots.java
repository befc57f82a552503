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

import java.util.List;
import java.util.stream.Stream;
import org.waypost.api.extension.Authenticator;
import org.waypost.api.extension.BounceClassifier;
import org.waypost.api.extension.ConnectionPolicy;
import org.waypost.api.extension.ConsolePage;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.EventListener;
import org.waypost.api.extension.MailRouter;
import org.waypost.api.extension.MailTransport;
import org.waypost.api.extension.RecipientPolicy;
import org.waypost.api.extension.SenderPolicy;
import org.waypost.api.extension.TemplateEngine;

/** What is at work at the extension points, for the parts of the relay that call it. */
public record Slots(
    Slot<ConnectionPolicy> connectionPolicies,
    Slot<Authenticator> authenticators,
    Slot<SenderPolicy> senderPolicies,
    Slot<RecipientPolicy> recipientPolicies,
    Slot<ContentFilter> sessionFilters,
    Slot<ContentFilter> queuedFilters,
    Slot<MailRouter> routers,
    Slot<MailTransport> transports,
    Slot<BounceClassifier> bounceClassifiers,
    Slot<EventListener> eventListeners,
    Slot<TemplateEngine> templateEngines,
    Slot<ConsolePage> consolePages) {

  /** With nothing at work. */
  public static Slots empty() {
    return new Slots(
        new Slot<>(ExtensionPoint.CONNECTION_POLICY, ConnectionPolicy.class),
        new Slot<>(ExtensionPoint.AUTHENTICATOR, Authenticator.class),
        new Slot<>(ExtensionPoint.SENDER_POLICY, SenderPolicy.class),
        new Slot<>(ExtensionPoint.RECIPIENT_POLICY, RecipientPolicy.class),
        new Slot<>(ExtensionPoint.CONTENT_FILTER, ContentFilter.class),
        new Slot<>(ExtensionPoint.CONTENT_FILTER, ContentFilter.class),
        new Slot<>(ExtensionPoint.ROUTER, MailRouter.class),
        new Slot<>(ExtensionPoint.TRANSPORT, MailTransport.class),
        new Slot<>(ExtensionPoint.BOUNCE_CLASSIFIER, BounceClassifier.class),
        new Slot<>(ExtensionPoint.EVENT_LISTENER, EventListener.class),
        new Slot<>(ExtensionPoint.TEMPLATE_ENGINE, TemplateEngine.class),
        new Slot<>(ExtensionPoint.CONSOLE_PAGE, ConsolePage.class));
  }

  List<Slot<?>> all() {
    return Stream.<Slot<?>>of(
            connectionPolicies,
            authenticators,
            senderPolicies,
            recipientPolicies,
            sessionFilters,
            queuedFilters,
            routers,
            transports,
            bounceClassifiers,
            eventListeners,
            templateEngines,
            consolePages)
        .toList();
  }

  /** The slot that a configuration belongs to. */
  Slot<?> of(PluginConfiguration configuration) {
    return configuration.stage() == Stage.QUEUED
            && configuration.point() == ExtensionPoint.CONTENT_FILTER
        ? queuedFilters
        : all().stream()
            .filter(slot -> slot.point() == configuration.point())
            .findFirst()
            .orElseThrow();
  }
}
