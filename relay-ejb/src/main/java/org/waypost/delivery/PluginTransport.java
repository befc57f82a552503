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
package org.waypost.delivery;

import java.util.List;
import java.util.Optional;
import org.waypost.api.extension.MailTransport;
import org.waypost.api.mail.Reply;
import org.waypost.extensions.Active;
import org.waypost.extensions.Answer;
import org.waypost.extensions.Slot;
import org.waypost.queue.DestinationGroup;
import org.waypost.routing.Route;
import org.waypost.routing.Target;
import org.waypost.trace.MessageState;

/** Hands mail to a transport of a plug-in; when that fails it is tried again. */
final class PluginTransport implements Transport {

  private final Slot<MailTransport> slot;

  PluginTransport(Slot<MailTransport> slot) {
    this.slot = slot;
  }

  @Override
  public Progress attempt(Job job, DestinationGroup part, Route route) {
    String name = ((Target.Plugin) route.target()).configuration();
    Optional<Active<MailTransport>> found =
        slot.active().stream().filter(each -> each.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      return later(part, "There is no transport " + name + " at work");
    }
    Answer<List<Reply>> answer =
        found
            .get()
            .callWith(
                job.content(),
                (transport, content) ->
                    transport.deliver(LentMail.facts(job, part), part.recipients(), content));
    if (!(answer instanceof Answer.Given<List<Reply>> given)) {
      return later(part, "Transport " + name + " failed");
    }
    List<Reply> replies = given.value();
    if (replies.size() != part.recipients().size()
        || !replies.stream().allMatch(PluginTransport::isFinal)) {
      return later(part, "Transport " + name + " gave no final reply for each recipient");
    }
    List<Result> results = new java.util.ArrayList<>();
    for (int i = 0; i < replies.size(); i++) {
      Reply reply = replies.get(i);
      MessageState state =
          reply.isPositive()
              ? MessageState.DELIVERED
              : reply.isTemporary() ? MessageState.DEFERRED : MessageState.BOUNCED;
      results.add(Result.of(part.recipients().get(i), state, reply));
    }
    return new Progress.Done(results);
  }

  private static boolean isFinal(Reply reply) {
    return reply != null && (reply.isPositive() || reply.isTemporary() || reply.isPermanent());
  }

  private static Progress later(DestinationGroup part, String why) {
    return new Progress.Done(Result.same(part, MessageState.DEFERRED, Reply.of(451, "4.3.0", why)));
  }
}
