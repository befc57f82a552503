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

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.waypost.json.JsonMembers;
import org.waypost.smtpclient.TlsPolicy;

/** How a route's connections are secured, as JSON: an object, or its level alone. */
final class TlsFormat {

  private TlsFormat() {}

  static JsonObjectBuilder write(TlsPolicy policy) {
    JsonArrayBuilder ciphers = Json.createArrayBuilder();
    policy.ciphers().forEach(ciphers::add);
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("level", policy.level().name().toLowerCase(Locale.ROOT))
            .add("minimumVersion", policy.minimumVersion())
            .add("ciphers", ciphers);
    policy.clientCertificate().ifPresent(name -> json.add("clientCertificate", name));
    return json;
  }

  static Optional<TlsPolicy> read(JsonMembers members, String name) {
    if (!members.has(name)) {
      return Optional.empty();
    }
    if (members.isText(name)) {
      return Optional.of(TlsPolicy.of(members.oneOf(name, null, TlsPolicy.Level.class)));
    }
    JsonMembers tls = members.object(name);
    TlsPolicy.Level level =
        tls.oneOf("level", TlsPolicy.Level.OPPORTUNISTIC, TlsPolicy.Level.class);
    String version = tls.text("minimumVersion", "TLSv1.2", Function.identity());
    List<String> ciphers = tls.texts("ciphers", List.of(), Function.identity());
    Optional<String> certificate =
        Optional.ofNullable(tls.text("clientCertificate", null, Function.identity()));
    tls.end();
    try {
      return Optional.of(new TlsPolicy(level, version, ciphers, certificate));
    } catch (IllegalArgumentException e) {
      throw tls.fault("minimumVersion", e.getMessage());
    }
  }
}
