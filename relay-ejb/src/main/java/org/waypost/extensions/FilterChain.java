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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.waypost.api.extension.ContentFilter;
import org.waypost.api.extension.FilterResult;
import org.waypost.api.extension.HeaderField;
import org.waypost.api.extension.MailFacts;
import org.waypost.api.mail.Reply;
import org.waypost.api.smtp.MailContent;
import org.waypost.content.PrefixedContent;

/** Asks content filters in order, each seeing what those before it have changed. */
public final class FilterChain {

  private static final Logger LOG = System.getLogger(FilterChain.class.getName());

  private static final int MOST_TAGS = 50;

  private final Path spool;
  private final long most;

  /**
   * Writes new contents to this folder.
   *
   * @param most octets that a message may have
   */
  public FilterChain(Path spool, long most) {
    this.spool = spool;
    this.most = most;
  }

  /** What a filter answered, and the new content that it wrote; null when it wrote none. */
  private record Step(FilterResult result, MailContent content) {}

  /** Asks them. What is thrown here is no filter's fault. */
  public Filtered run(List<Active<ContentFilter>> filters, MailFacts facts, MailContent content) {
    Progress progress = new Progress(facts, content);
    for (Active<ContentFilter> filter : filters) {
      Rewriting rewriting = new Rewriting(spool, most);
      progress.resources.add(rewriting);
      Answer<Step> answer = ask(filter, progress, rewriting);
      if (answer instanceof Answer.Given<Step> given) {
        Step step = given.value();
        log(filter, facts, step.result());
        progress.apply(step);
        if (step.result().decision() != FilterResult.Decision.PASS) {
          return progress.ended(
              step.result().decision(),
              step.result().reply(),
              filter.name() + ": " + step.result().reason());
        }
      } else {
        Answer.Failed<Step> failed = (Answer.Failed<Step>) answer;
        if (failed.policy() == FailurePolicy.TEMPFAIL) {
          return progress.ended(
              FilterResult.Decision.REFUSE,
              Reply.of(451, "4.7.1", "Content filter " + filter.name() + " is not available now"),
              filter.name() + " failed");
        }
        if (failed.policy() == FailurePolicy.HOLD) {
          return progress.ended(
              FilterResult.Decision.HOLD, null, filter.name() + " failed: " + failed.error());
        }
      }
    }
    return progress.ended(FilterResult.Decision.PASS, null, "");
  }

  private static Answer<Step> ask(
      Active<ContentFilter> filter, Progress progress, Rewriting rewriting) {
    LentContent lent = new LentContent(progress.content);
    MailFacts facts = progress.facts;
    try {
      return filter.call(
          extension -> {
            FilterResult result = extension.filter(facts, lent);
            if (result == null) {
              throw new IllegalStateException("answered null");
            }
            if (result.content().isEmpty()) {
              return new Step(result, null);
            }
            result.content().get().write(lent, rewriting);
            return new Step(result, rewriting.content());
          });
    } finally {
      lent.takeBack();
    }
  }

  private static void log(Active<ContentFilter> filter, MailFacts facts, FilterResult result) {
    boolean passed = result.decision() == FilterResult.Decision.PASS;
    LOG.log(
        passed ? Level.DEBUG : Level.INFO,
        "{0} filter={1} decision={2} from=<{3}>: {4}",
        facts.id(),
        filter.name(),
        result.decision(),
        facts.sender(),
        result.reply() == null ? result.reason() : result.reply());
  }

  /** The message so far. */
  private static final class Progress {
    private final List<AutoCloseable> resources = new ArrayList<>();
    private MailFacts facts;
    private MailContent content;
    private Optional<String> route = Optional.empty();
    private boolean changed;

    private Progress(MailFacts facts, MailContent content) {
      this.facts = facts;
      this.content = content;
    }

    private void apply(Step step) {
      FilterResult result = step.result();
      if (step.content() != null) {
        content = step.content();
        changed = true;
      }
      if (!result.headers().isEmpty()) {
        content = new PrefixedContent(octets(result.headers()), content);
        changed = true;
      }
      Set<String> tags = new LinkedHashSet<>(facts.tags());
      result.tags().stream().limit(MOST_TAGS).forEach(tags::add);
      changed |=
          tags.size() > facts.tags().size()
              || result.sender().isPresent()
              || result.recipients().isPresent();
      facts =
          new MailFacts(
              facts.id(),
              facts.receivedAt(),
              facts.origin(),
              result.sender().orElse(facts.sender()),
              result.recipients().orElse(facts.recipients()),
              facts.options(),
              tags.stream().limit(MOST_TAGS).toList());
      route = result.route().or(() -> route);
    }

    private static byte[] octets(List<HeaderField> fields) {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      for (HeaderField field : fields) {
        try {
          octets.write(field.octets());
        } catch (IOException e) {
          throw new IllegalStateException("Memory takes everything", e);
        }
      }
      return octets.toByteArray();
    }

    private Filtered ended(FilterResult.Decision decision, Reply reply, String by) {
      return new Filtered(decision, reply, by, facts, content, route, changed, resources);
    }
  }
}
