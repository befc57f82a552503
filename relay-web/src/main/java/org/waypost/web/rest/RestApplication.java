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
package org.waypost.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Set;

/** The REST API; its classes are named here, so that nothing else on the class path joins in. */
@ApplicationPath("/api/v1")
public class RestApplication extends Application {

  static final Set<Class<?>> RESOURCES =
      Set.of(
          MessagesResource.class,
          QueueResource.class,
          SuspensionsResource.class,
          ShapingResource.class,
          SitesResource.class,
          SourcesResource.class,
          SourcePoolsResource.class,
          CapturedResource.class,
          StatsResource.class,
          ListenersResource.class,
          TemplatesResource.class,
          TlsPoliciesResource.class,
          RoutesResource.class,
          AliasesResource.class,
          DomainsResource.class,
          SessionsResource.class,
          CertificatesResource.class,
          UsersResource.class,
          LocksResource.class,
          SuppressionsResource.class,
          BounceRulesResource.class,
          PluginsResource.class,
          WebhooksResource.class,
          EventsResource.class,
          OpenApiResource.class);

  @Override
  public Set<Class<?>> getClasses() {
    Set<Class<?>> classes = new HashSet<>(RESOURCES);
    classes.add(ProblemMapper.class);
    return classes;
  }
}
