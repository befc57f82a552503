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
import java.util.Locale;
import java.util.Optional;
import org.waypost.api.settings.Settings;
import org.waypost.smtpclient.Login;
import org.waypost.smtpclient.TlsPolicy;
import org.waypost.smtpclient.TlsPolicy.Level;

/** The route of what no route names, as the settings have it. */
public final class UsualRoute {

  private UsualRoute() {}

  /** To the smart host, if there is one; else where DNS says. */
  public static Route of(Settings settings) {
    if (settings.smarthost().isEmpty()) {
      return Route.of("mx", new Target.MailExchanger());
    }
    Optional<Login> login =
        settings
            .smarthostLogin()
            .map(
                it ->
                    new Login(
                        it.user(), Optional.of(it.password()), Optional.empty(), Optional.empty()));
    Target target =
        new Target.SmartHost(List.of(new Target.Host(settings.smarthost().get(), 0, 1)), login);
    return new Route(
        "smarthost",
        target,
        new RouteOptions(
            Optional.empty(), settings.smarthostTls().map(UsualRoute::policy), Optional.empty()));
  }

  private static TlsPolicy policy(String word) {
    return word.equals("implicit")
        ? TlsPolicy.of(Level.VERIFIED).withImplicit()
        : TlsPolicy.of(Level.valueOf(word.toUpperCase(Locale.ROOT)));
  }
}
