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
package org.waypost.smtp.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The commands and extensions that a listener speaks. Immutable. */
public final class Dialect {

  private final Map<String, SmtpCommand> commands = new LinkedHashMap<>();

  private record Offered<T>(SmtpExtension by, T parameter) {}

  private final Map<String, Offered<MailParameter>> mailParameters = new HashMap<>();
  private final Map<String, Offered<RcptParameter>> rcptParameters = new HashMap<>();
  private final List<SmtpExtension> extensions;

  /**
   * A dialect of these.
   *
   * @throws IllegalArgumentException when two define the same verb or parameter
   */
  public Dialect(Collection<? extends SmtpCommand> basic, List<? extends SmtpExtension> more) {
    extensions = List.copyOf(more);
    basic.forEach(this::add);
    for (SmtpExtension extension : extensions) {
      extension.commands().forEach(this::add);
      for (MailParameter parameter : extension.mailParameters()) {
        add(mailParameters, parameter.keyword(), new Offered<>(extension, parameter));
      }
      for (RcptParameter parameter : extension.rcptParameters()) {
        add(rcptParameters, parameter.keyword(), new Offered<>(extension, parameter));
      }
    }
  }

  private static <T> void add(Map<String, Offered<T>> to, String keyword, Offered<T> parameter) {
    if (to.put(keyword, parameter) != null) {
      throw new IllegalArgumentException("Two parameters are called " + keyword);
    }
  }

  private void add(SmtpCommand command) {
    if (commands.put(command.verb(), command) != null) {
      throw new IllegalArgumentException("Two commands are called " + command.verb());
    }
  }

  /** The command of that verb, in upper case, if it is known in the session. */
  public Optional<SmtpCommand> command(String verb, SmtpSession session) {
    return Optional.ofNullable(commands.get(verb)).filter(command -> command.isOffered(session));
  }

  /** The parameter of MAIL of that keyword, in upper case, if it is offered in the session. */
  public Optional<MailParameter> mailParameter(String keyword, SmtpSession session) {
    return offered(mailParameters.get(keyword), session);
  }

  /** The parameter of RCPT of that keyword, in upper case, if it is offered in the session. */
  public Optional<RcptParameter> rcptParameter(String keyword, SmtpSession session) {
    return offered(rcptParameters.get(keyword), session);
  }

  private static <T> Optional<T> offered(Offered<T> known, SmtpSession session) {
    return Optional.ofNullable(known)
        .filter(offer -> offer.by().keyword(session).isPresent())
        .map(Offered::parameter);
  }

  /** The verbs of all commands that are known in the session. */
  public List<String> verbs(SmtpSession session) {
    Set<String> hidden = new HashSet<>();
    extensions.stream()
        .filter(extension -> extension.keyword(session).isEmpty())
        .forEach(extension -> extension.commands().forEach(command -> hidden.add(command.verb())));
    return commands.values().stream()
        .filter(command -> command.isOffered(session) && !hidden.contains(command.verb()))
        .map(SmtpCommand::verb)
        .toList();
  }

  /** The lines of the EHLO reply behind the first. */
  public List<String> keywords(SmtpSession session) {
    return extensions.stream().flatMap(e -> e.keyword(session).stream()).toList();
  }
}
