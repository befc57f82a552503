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
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.waypost.json.JsonMembers;
import org.waypost.smtpclient.TlsPolicy;

/** How connections are secured, as JSON: an object, or its level alone. */
public final class TlsPolicyFormat {

  private TlsPolicyFormat() {}

  /** The object. */
  public static JsonObjectBuilder write(TlsPolicy policy) {
    JsonArrayBuilder ciphers = Json.createArrayBuilder();
    policy.ciphers().forEach(ciphers::add);
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("level", policy.level().name().toLowerCase(Locale.ROOT))
            .add("minimumVersion", policy.minimumVersion())
            .add("ciphers", ciphers)
            .add("implicit", policy.implicit());
    policy.clientCertificate().ifPresent(name -> json.add("clientCertificate", name));
    return json;
  }

  /**
   * Reads a member; nothing when it is left out.
   *
   * @throws org.waypost.json.InvalidMemberException when it makes no sense
   */
  public static Optional<TlsPolicy> read(JsonMembers members, String name) {
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
    List<String> ciphers = tls.texts("ciphers", List.of(), TlsPolicyFormat::cipher);
    Optional<String> certificate =
        Optional.ofNullable(tls.text("clientCertificate", null, TlsPolicyFormat::certificate));
    boolean implicit = tls.flag("implicit", false);
    tls.end();
    if (implicit && level == TlsPolicy.Level.NONE) {
      throw tls.fault("implicit", "TLS from the first octet is not level none");
    }
    try {
      return Optional.of(new TlsPolicy(level, version, ciphers, certificate, implicit));
    } catch (IllegalArgumentException e) {
      throw tls.fault("minimumVersion", e.getMessage());
    }
  }

  private static String cipher(String name) {
    if (!Platform.CIPHERS.contains(name)) {
      throw new IllegalArgumentException("not a cipher suite of the Java platform: " + name);
    }
    return name;
  }

  /** It is the name of a file. */
  private static String certificate(String name) {
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException(
          "1 to 64 letters, digits, dots, underscores and hyphens, not '" + name + "'");
    }
    return name;
  }

  /** Asked when the first cipher is named. */
  private static final class Platform {
    static final Set<String> CIPHERS = ciphers();

    private static Set<String> ciphers() {
      try {
        return Set.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java platform has TLS", e);
      }
    }
  }
}
