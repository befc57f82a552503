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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands and extensions that a listener speaks. Immutable. */
public final class Dialect {

  private final Map<String, SmtpCommand> commands = new LinkedHashMap<>();
  private final Map<String, MailParameter> mailParameters = new HashMap<>();
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
        if (mailParameters.put(parameter.keyword(), parameter) != null) {
          throw new IllegalArgumentException("Two parameters are called " + parameter.keyword());
        }
      }
    }
  }

  private void add(SmtpCommand command) {
    if (commands.put(command.verb(), command) != null) {
      throw new IllegalArgumentException("Two commands are called " + command.verb());
    }
  }

  /** The command of that verb, in upper case. */
  public Optional<SmtpCommand> command(String verb) {
    return Optional.ofNullable(commands.get(verb));
  }

  /** The parameter of MAIL of that keyword, in upper case. */
  public Optional<MailParameter> mailParameter(String keyword) {
    return Optional.ofNullable(mailParameters.get(keyword));
  }

  /** The verbs of all commands. */
  public List<String> verbs() {
    return List.copyOf(commands.keySet());
  }

  /** The lines of the EHLO reply behind the first. */
  public List<String> keywords(SmtpSession session) {
    return extensions.stream().flatMap(e -> e.keyword(session).stream()).toList();
  }
}
