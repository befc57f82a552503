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
package org.waypost.plugins.lists;

import org.waypost.api.extension.Opinion;
import org.waypost.api.extension.Parameters;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.mail.Verdict;

/**
 * What two lists say of an address: who is trusted is never refused.
 *
 * @param trusted who is well known
 * @param refused who is refused
 * @param othersRefused whether everybody is refused who is on neither list
 * @param refusal for those
 */
record ListedAddresses(
    AddressList trusted, AddressList refused, boolean othersRefused, Verdict refusal) {

  static ListedAddresses of(Parameters parameters, String status, String words) {
    String told = parameters.optionalText("reply").filter(each -> !each.isBlank()).orElse(words);
    return new ListedAddresses(
        AddressList.of(parameters.list("trusted")),
        AddressList.of(parameters.list("refused")),
        parameters.flag("refuseOthers"),
        Verdict.permanent(550, status, told));
  }

  Opinion of(EmailAddress address) {
    if (trusted.holds(address)) {
      return Opinion.trusted();
    }
    return othersRefused || refused.holds(address) ? Opinion.refused(refusal) : Opinion.none();
  }
}
