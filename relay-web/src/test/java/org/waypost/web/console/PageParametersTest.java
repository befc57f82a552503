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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waypost.trace.MessageState;

final class PageParametersTest {

  @Test
  void tellsWhatMakesNoSense() {
    PageParameters parameters =
        new PageParameters(Map.of("state", "sent", "since", "gestern", "page", "0", "q", " a "));
    MessageFilter filter = MessageFilter.of(parameters);
    assertThat(filter.text()).isEqualTo("a");
    assertThat(filter.state()).isNull();
    assertThat(filter.page().number()).isEqualTo(1);
    assertThat(parameters.unreadable()).isEqualTo("state, since, page");
  }

  @Test
  void givesOneFilterOneUrl() {
    MessageFilter filter =
        MessageFilter.of(
            new PageParameters(Map.of("q", "a&b ü", "state", "bounced", "from", "", "page", "3")));
    assertThat(filter.state()).isEqualTo(MessageState.BOUNCED);
    assertThat(filter.toUrl().withPage(4).on("messages.xhtml"))
        .isEqualTo("messages.xhtml?q=a%26b+%C3%BC&state=bounced&page=4");
    assertThat(Query.empty().withPage(1).on("messages.xhtml")).isEqualTo("messages.xhtml");
  }

  @Test
  void takesPagesThatAreTooLargeAsTheFirst() {
    PageParameters parameters = new PageParameters(Map.of("page", "9999999"));
    assertThat(parameters.page(10).number()).isEqualTo(1);
    assertThat(parameters.unreadable()).isEqualTo("page");
  }
}
