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
package org.waypost.tlspolicy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.function.Function;
import org.waypost.json.JsonMembers;
import org.waypost.smtpclient.TlsPolicy;

/**
 * The one JSON form: {@code {"name": "bank", "domain": "bank.example", "tls": {"level":
 * "verified"}}}; with {@code host} instead of {@code domain} for mail exchangers.
 */
public final class JsonTlsRuleFormat implements TlsRuleFormat {

  @Override
  public JsonObjectBuilder write(TlsRule rule) {
    return Json.createObjectBuilder()
        .add("name", rule.name())
        .add(rule.scope() == TlsRule.Scope.DOMAIN ? "domain" : "host", rule.pattern())
        .add("tls", TlsPolicyFormat.write(rule.policy()));
  }

  @Override
  public TlsRule read(String name, JsonObject json) {
    JsonMembers members = JsonMembers.of(json);
    String called = members.text("name", name, Function.identity());
    if (called == null) {
      throw members.fault("name", "has to be given");
    }
    if (name != null && !name.equals(called)) {
      throw members.fault("name", "not '" + called + "', as the URL says '" + name + "'");
    }
    String domain = members.text("domain", null, TlsRule::normalized);
    String host = members.text("host", null, TlsRule::normalized);
    if (domain != null == (host != null)) {
      throw members.fault("domain", "either domain or host has to be given");
    }
    TlsPolicy policy =
        TlsPolicyFormat.read(members, "tls")
            .orElseThrow(() -> members.fault("tls", "has to be given"));
    members.end();
    if (policy.implicit() && domain != null) {
      throw members.fault("tls.implicit", "mail exchangers begin TLS with STARTTLS");
    }
    try {
      return domain != null
          ? new TlsRule(called, TlsRule.Scope.DOMAIN, domain, policy)
          : new TlsRule(called, TlsRule.Scope.HOST, host, policy);
    } catch (IllegalArgumentException e) {
      throw members.fault("name", e.getMessage().replaceFirst("^name: ", ""));
    }
  }
}
