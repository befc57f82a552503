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
package org.waypost.routing;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.waypost.api.mail.EmailAddress;

/**
 * A way for mail.
 *
 * @param name unique, 1 to 64 characters
 * @param target where it leads
 * @param options what holds for its mail alone
 */
public record Route(String name, Target target, RouteOptions options) {

  private static final int MOST_SITE = 255;

  /** Checks the name. */
  public Route {
    Objects.requireNonNull(target, "A route has a target");
    Objects.requireNonNull(options, "A route has options, if none");
    if (name.isBlank() || name.length() > 64) {
      throw new IllegalArgumentException("A route has a name of 1 to 64 characters");
    }
  }

  /** A route without options. */
  public static Route of(String name, Target target) {
    return new Route(name, target, RouteOptions.NONE);
  }

  /**
   * What mail for this recipient is bound for on this route; mail of one destination is grouped.
   */
  public String destination(EmailAddress recipient) {
    if (target instanceof Target.SmartHost smartHost) {
      return siteOf(smartHost.hosts());
    } else if (target instanceof Target.Lmtp lmtp) {
      return siteOf(lmtp.hosts());
    } else if (target instanceof Target.Jms jms) {
      return jms.queue();
    } else if (target instanceof Target.MailExchanger) {
      return recipient.domain();
    }
    return name;
  }

  /** The name of the site that these hosts are, whatever their order; at most 255 characters. */
  public static String siteOf(List<Target.Host> hosts) {
    String all =
        hosts.stream()
            .map(host -> host.address().toString())
            .sorted()
            .collect(Collectors.joining(","));
    return all.length() <= MOST_SITE
        ? all
        : all.substring(0, MOST_SITE - 9) + "~" + String.format("%08x", all.hashCode());
  }
}
