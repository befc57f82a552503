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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.waypost.api.extension.Extension;
import org.waypost.api.extension.Opinion;
import org.waypost.api.mail.Reply;

/** Asks the policies of an extension point, in order. */
public final class Opinions {

  private static final Logger LOG = System.getLogger(Opinions.class.getName());

  private Opinions() {}

  /**
   * The first refusal, unless somebody trusts before; a policy that fails refuses for now if its
   * configuration says so.
   *
   * @param listener whose session it is; null for none
   */
  public static <T extends Extension> Optional<Reply> refusal(
      Slot<T> slot, String listener, Call<T, Opinion> call) {
    for (Active<T> policy : slot.active()) {
      if (!policy.isFor(listener)) {
        continue;
      }
      Answer<Opinion> answer = policy.call(call);
      if (answer instanceof Answer.Given<Opinion> given) {
        Opinion opinion = given.value();
        if (opinion.kind() == Opinion.Kind.TRUSTED) {
          return Optional.empty();
        }
        if (opinion.kind() == Opinion.Kind.REFUSED) {
          LOG.log(Level.INFO, "refused by={0}: {1}", policy.name(), opinion.reply());
          return Optional.of(opinion.reply());
        }
      } else if (((Answer.Failed<Opinion>) answer).policy() != FailurePolicy.ACCEPT) {
        return Optional.of(
            Reply.of(451, "4.7.1", "Policy " + policy.name() + " is not available now"));
      }
    }
    return Optional.empty();
  }
}
