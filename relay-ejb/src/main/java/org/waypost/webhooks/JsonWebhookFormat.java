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
package org.waypost.webhooks;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.waypost.api.event.MailEvent;
import org.waypost.api.net.Network;
import org.waypost.json.JsonMembers;
import org.waypost.routing.AddressPattern;
import org.waypost.routing.DomainPattern;
import org.waypost.secrets.SealedText;

/** Webhooks as JSON, read strictly. */
public final class JsonWebhookFormat implements WebhookFormat {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern SECRET = Pattern.compile("[!-~]{16,256}");
  private static final int MOST_URL = 1_000;
  private static final int MOST_FILTERS = 100;
  private static final int MOST_TAG = 200;

  /** How secrets are stored; nothing where they are not told. */
  private final Optional<SealedText> seal;

  private JsonWebhookFormat(Optional<SealedText> seal) {
    this.seal = seal;
  }

  /** As in the database. */
  static JsonWebhookFormat stored(SealedText seal) {
    return new JsonWebhookFormat(Optional.of(seal));
  }

  /** As in REST. */
  public static JsonWebhookFormat ofRest() {
    return new JsonWebhookFormat(Optional.empty());
  }

  @Override
  public JsonObjectBuilder write(Webhook webhook) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("name", webhook.name())
            .add("url", webhook.url().toString())
            .add(
                "events",
                array(webhook.events().stream().sorted().map(MailEvent.Type::word).toList()))
            .add("domains", array(webhook.domains()))
            .add("tags", array(webhook.tags()))
            .add("senders", array(webhook.senders()))
            .add("batch", webhook.batch())
            .add("enabled", webhook.enabled())
            .add("allowPrivate", webhook.allowPrivate());
    return seal.isPresent()
        ? json.add("secret", seal.get().seal(webhook.secret()))
        : json.add("secretSet", true);
  }

  @Override
  public Webhook read(String name, JsonObject json, Webhook before) {
    JsonMembers members = JsonMembers.of(json);
    String called = members.text("name", name, JsonWebhookFormat::name);
    if (called == null) {
      throw members.fault("name", "has to be given");
    }
    if (name != null && !called.equals(name)) {
      throw members.fault("name", "is " + name + " here, and cannot be changed");
    }
    URI url = members.required("url", JsonWebhookFormat::url);
    boolean allowPrivate = members.flag("allowPrivate", false);
    requirePublic(members, url, allowPrivate);
    List<MailEvent.Type> events = members.texts("events", List.of(), MailEvent.Type::of);
    List<DomainPattern> domains = filter(members, "domains", DomainPattern::parse);
    List<String> tags = filter(members, "tags", JsonWebhookFormat::tag);
    List<AddressPattern> senders = filter(members, "senders", AddressPattern::parse);
    int batch = members.number("batch", 1, 1, Webhook.MOST_BATCH);
    boolean enabled = members.flag("enabled", true);
    // What GET shows may be sent back as it is.
    members.flag("secretSet", false);
    String secret = secret(members, before);
    members.end();
    return new Webhook(
        called,
        url,
        Set.copyOf(events),
        domains,
        tags,
        senders,
        batch,
        secret,
        enabled,
        allowPrivate);
  }

  private String secret(JsonMembers members, Webhook before) {
    if (seal.isPresent()) {
      return members.required("secret", seal.get()::open);
    }
    String given = members.text("secret", null, JsonWebhookFormat::secret);
    if (given == null && before == null) {
      throw members.fault("secret", "has to be given: the key of the signatures");
    }
    return given == null ? before.secret() : given;
  }

  /** What a name leads to is seen when it is connected to; an address can be seen now. */
  private static void requirePublic(JsonMembers members, URI url, boolean allowPrivate) {
    try {
      if (!PublicAddresses.mayConnect(
          Network.numericAddress(PublicAddresses.host(url)), allowPrivate)) {
        throw members.fault("url", PublicAddresses.REFUSED);
      }
    } catch (IllegalArgumentException e) {
      // Not an address, but a name.
      return;
    }
  }

  private static <T> List<T> filter(JsonMembers members, String name, Function<String, T> parser) {
    List<T> filter = members.texts(name, List.of(), parser);
    if (filter.size() > MOST_FILTERS) {
      throw members.fault(name, "at most " + MOST_FILTERS);
    }
    return filter;
  }

  private static String name(String text) {
    return matching(NAME, text, "1 to 64 letters, digits, dots, hyphens and underscores");
  }

  private static String secret(String text) {
    return matching(SECRET, text, "16 to 256 visible ASCII characters");
  }

  private static String tag(String text) {
    if (text.isEmpty() || text.length() > MOST_TAG) {
      throw new IllegalArgumentException("a tag has 1 to " + MOST_TAG + " characters");
    }
    return text;
  }

  private static String matching(Pattern pattern, String text, String what) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(what);
    }
    return text;
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
      if ((!scheme.equals("http") && !scheme.equals("https"))
          || url.getHost() == null
          || url.getRawUserInfo() != null
          || url.getRawFragment() != null
          || url.getPort() > 65_535
          || url.getPort() == 0
          || text.length() > MOST_URL
          || !text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
        throw new IllegalArgumentException(
            "a URL such as https://app.example.org/hook, without a user and a fragment, of at most "
                + MOST_URL
                + " ASCII characters");
      }
      return url;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL: " + e.getReason(), e);
    }
  }

  private static JsonArrayBuilder array(Collection<?> values) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    values.forEach(each -> array.add(each.toString()));
    return array;
  }
}
