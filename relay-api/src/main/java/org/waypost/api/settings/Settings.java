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
package org.waypost.api.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.mail.EmailAddress;
import org.waypost.api.net.HostPort;
import org.waypost.api.net.Network;

/**
 * The settings of a node: every {@code WAYPOST_…} variable, checked and typed.
 *
 * <p>A variable is looked for as a system property first ({@code WAYPOST_SMTP_PORT} as {@code
 * waypost.smtp.port}), then in the environment; an empty value counts as none.
 */
public final class Settings {

  private final SettingReader reader;

  /** Reads from the given source, which returns null for a variable that is not set. */
  public Settings(Function<String, String> source) {
    this.reader = new SettingReader(source);
  }

  /** The settings of this process. */
  public static Settings ofProcess() {
    return new Settings(
        name -> {
          String property = System.getProperty(name.toLowerCase(Locale.ROOT).replace('_', '.'));
          return property != null ? property : System.getenv(name);
        });
  }

  /** What the last step of delivery does. */
  public enum Mode {
    /** Stores every mail for the console and sends none. */
    CAPTURE,
    /** Sends mail. */
    RELAY
  }

  /**
   * Reads every setting once.
   *
   * @throws SettingsException for the first that makes no sense
   */
  public void check() {
    data();
    hostname();
    mode();
    bind();
    smtpPort();
    submissionPort();
    submissionsPort();
    httpPort();
    relayNetworks();
    smarthost();
    smarthostLogin();
    smarthostTls();
    dns();
    ownAddresses();
    adminPassword();
    jmsUrl();
    jmsAcceptor();
    jmsCertificate();
    dbUrl();
    maxMessageSize();
    maxJsonSize();
    maxRecipients();
    smtpCalls();
    smtpMemory();
    listenerLimits();
    deliveryWorkers();
    siteConnections();
    mxPort();
    tlsTrust();
    tlsReportFrom();
    secretKey();
    retrySchedule();
    expiry();
    bounces();
    events();
    keepTrace();
    keepCaptured();
    idempotencyKeep();
    oauth();
    signIn();
    httpProxies();
    tls();
  }

  /** {@code WAYPOST_DATA}: the folder of journal, database, keys and plug-ins. */
  public Path data() {
    return reader.read(
        "WAYPOST_DATA", Path.of("data").toAbsolutePath().normalize(), SettingReader::path);
  }

  /** {@code WAYPOST_HOSTNAME}: the name in greeting, Received and message ids. */
  public String hostname() {
    return reader.readOr("WAYPOST_HOSTNAME", EmailAddress::normalizeDomain, Settings::machineName);
  }

  /** {@code WAYPOST_MODE}. */
  public Mode mode() {
    return reader.read(
        "WAYPOST_MODE",
        Mode.CAPTURE,
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "capture" -> Mode.CAPTURE;
              case "relay" -> Mode.RELAY;
              default ->
                  throw new IllegalArgumentException("is 'capture' or 'relay', not '" + text + "'");
            });
  }

  /** {@code WAYPOST_BIND}: the address the listeners bind to. */
  public InetAddress bind() {
    return reader.read(
        "WAYPOST_BIND", Network.numericAddress("127.0.0.1"), Network::numericAddress);
  }

  /** {@code WAYPOST_SMTP_PORT}. */
  public int smtpPort() {
    return reader.port("WAYPOST_SMTP_PORT", 2525);
  }

  /** {@code WAYPOST_SUBMISSION_PORT}. */
  public int submissionPort() {
    return reader.port("WAYPOST_SUBMISSION_PORT", 2587);
  }

  /** {@code WAYPOST_SUBMISSIONS_PORT}. */
  public int submissionsPort() {
    return reader.port("WAYPOST_SUBMISSIONS_PORT", 2465);
  }

  /** {@code WAYPOST_HTTP_PORT}: console and REST. */
  public int httpPort() {
    return reader.port("WAYPOST_HTTP_PORT", 8080);
  }

  /** {@code WAYPOST_RELAY_NETWORKS}: who may relay without AUTH. */
  public List<Network> relayNetworks() {
    return reader.read(
        "WAYPOST_RELAY_NETWORKS",
        List.of(Network.parse("127.0.0.0/8"), Network.parse("::1/128")),
        SettingReader::networks);
  }

  /** {@code WAYPOST_SMARTHOST}: where everything goes that no route names. */
  public Optional<HostPort> smarthost() {
    return reader.optional("WAYPOST_SMARTHOST", HostPort::parse);
  }

  /** The {@code WAYPOST_DNS…} variables: which resolvers are asked, and how far believed. */
  public DnsSettings dns() {
    return DnsSettings.read(reader);
  }

  /** {@code WAYPOST_OWN_ADDRESSES}: addresses that lead here, which no interface has. */
  public List<InetAddress> ownAddresses() {
    return reader.read(
        "WAYPOST_OWN_ADDRESSES",
        List.of(),
        text ->
            Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(Network::numericAddress)
                .toList());
  }

  /** {@code WAYPOST_ADMIN_PASSWORD}: password of user admin at first start; 8 to 256 characters. */
  public Optional<String> adminPassword() {
    return reader.optional(
        "WAYPOST_ADMIN_PASSWORD",
        text -> {
          if (text.length() < 8 || text.length() > 256) {
            throw new IllegalArgumentException("a password has 8 to 256 characters");
          }
          return text;
        });
  }

  /** {@code WAYPOST_JMS_URL}: an external Artemis. */
  public Optional<String> jmsUrl() {
    return reader.optional(
        "WAYPOST_JMS_URL",
        text -> {
          if (!text.contains("://")) {
            throw new IllegalArgumentException("not a broker URL such as tcp://host:61616");
          }
          return text;
        });
  }

  /** {@code WAYPOST_JMS_ACCEPTOR}: where the embedded broker takes remote clients. */
  public Optional<HostPort> jmsAcceptor() {
    return reader.optional("WAYPOST_JMS_ACCEPTOR", HostPort::parse);
  }

  /**
   * {@code WAYPOST_JMS_CERTIFICATE}: which certificate of {@code WAYPOST_TLS_FOLDER}, by its name
   * there, the acceptor shows; without it, the acceptor has no TLS.
   */
  public Optional<String> jmsCertificate() {
    return reader.optional(
        "WAYPOST_JMS_CERTIFICATE",
        text -> {
          if (!text.matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")) {
            throw new IllegalArgumentException(
                "the name of a file in WAYPOST_TLS_FOLDER, without its ending: '" + text + "'");
          }
          return text;
        });
  }

  /** {@code WAYPOST_DB_URL}: a PostgreSQL database instead of the embedded one. */
  public Optional<String> dbUrl() {
    return reader.optional(
        "WAYPOST_DB_URL",
        text -> {
          if (!text.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("not a JDBC URL that begins jdbc:postgresql:");
          }
          return text;
        });
  }

  /** {@code WAYPOST_MAX_MESSAGE_SIZE}: octets; 64 KiB to 2000 MiB. */
  public long maxMessageSize() {
    return reader.read(
        "WAYPOST_MAX_MESSAGE_SIZE",
        50L * 1024 * 1024,
        text ->
            SettingReader.between(SettingReader.size(text), 64L * 1024, 2000L * 1024 * 1024, text));
  }

  /** {@code WAYPOST_MAX_JSON_SIZE}: octets of a message given as JSON; 64 KiB to 64 MiB. */
  public long maxJsonSize() {
    return reader.read(
        "WAYPOST_MAX_JSON_SIZE",
        8L * 1024 * 1024,
        text ->
            SettingReader.between(SettingReader.size(text), 64L * 1024, 64L * 1024 * 1024, text));
  }

  /**
   * {@code WAYPOST_MAX_RECIPIENTS}: recipients of one message; 100 (RFC 5321 4.5.3.1.8) to 50000.
   */
  public int maxRecipients() {
    return reader.number("WAYPOST_MAX_RECIPIENTS", 1000, 100, 50_000);
  }

  /** {@code WAYPOST_SMTP_CALLS}: calls of the SMTP server into the application at one time. */
  public int smtpCalls() {
    return reader.number("WAYPOST_SMTP_CALLS", 16, 1, 100);
  }

  /** {@code WAYPOST_SMTP_MEMORY}: octets for the messages of all SMTP sessions; 1 MiB or more. */
  public long smtpMemory() {
    return reader.read(
        "WAYPOST_SMTP_MEMORY",
        64L << 20,
        text -> SettingReader.between(SettingReader.size(text), 1L << 20, 1L << 40, text));
  }

  /** {@code WAYPOST_LISTENER_LIMITS}: limits of the listeners that are made at first start. */
  public ListenerLimits listenerLimits() {
    return reader.read("WAYPOST_LISTENER_LIMITS", ListenerLimits.DEFAULT, LimitsText::parse);
  }

  /** {@code WAYPOST_DELIVERY_WORKERS}: messages in delivery at one time, on this node. */
  public int deliveryWorkers() {
    return reader.number("WAYPOST_DELIVERY_WORKERS", 48, 2, 100);
  }

  /** {@code WAYPOST_SITE_CONNECTIONS}: connections to one destination site at one time. */
  public int siteConnections() {
    return reader.number("WAYPOST_SITE_CONNECTIONS", 24, 1, 100);
  }

  /** {@code WAYPOST_MX_PORT}: the port of mail exchangers; 25 in the real world. */
  public int mxPort() {
    return reader.port("WAYPOST_MX_PORT", 25);
  }

  /**
   * {@code WAYPOST_TLS_TRUST}: a file of certificates in PEM, trusted beside those of the platform
   * where a message requires verified TLS.
   */
  public Optional<Path> tlsTrust() {
    return reader.optional("WAYPOST_TLS_TRUST", CertificateFile::check);
  }

  /**
   * {@code WAYPOST_SECRET_KEY}: base 64 of the 32 octets that passwords in routes are sealed with;
   * without it, a key in the data folder.
   */
  public Optional<String> secretKey() {
    return reader.optional("WAYPOST_SECRET_KEY", SettingReader::key);
  }

  /**
   * {@code WAYPOST_SMARTHOST_USER} and {@code WAYPOST_SMARTHOST_PASSWORD}: how to sign in at the
   * smart host; both or none.
   */
  public Optional<SmarthostLogin> smarthostLogin() {
    return SmarthostLogin.read(reader);
  }

  /** {@code WAYPOST_SMARTHOST_TLS}: level of a TLS policy, in lower case; or {@code implicit}. */
  public Optional<String> smarthostTls() {
    return reader.optional(
        "WAYPOST_SMARTHOST_TLS",
        text -> {
          List<String> known =
              List.of("none", "opportunistic", "required", "verified", "dane", "implicit");
          if (!known.contains(text)) {
            throw new IllegalArgumentException("one of " + String.join(", ", known));
          }
          return text;
        });
  }

  /**
   * {@code WAYPOST_TLSRPT_FROM}: the sender of TLS reports (RFC 8460), named in them as contact;
   * without it, none are made.
   */
  public Optional<EmailAddress> tlsReportFrom() {
    return reader.optional(
        "WAYPOST_TLSRPT_FROM",
        text -> {
          EmailAddress address = EmailAddress.parse(text);
          if (address.isNullSender()) {
            throw new IllegalArgumentException("an address such as tls-reports@example.org");
          }
          return address;
        });
  }

  /** {@code WAYPOST_RETRY_SCHEDULE}: pauses after each failed attempt; the last one repeats. */
  public List<Duration> retrySchedule() {
    return reader.read(
        "WAYPOST_RETRY_SCHEDULE",
        List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2)),
        text -> {
          List<Duration> pauses = new ArrayList<>();
          for (String part : text.split(",")) {
            Duration pause = DurationText.parse(part.strip());
            if (pause.isZero()) {
              throw new IllegalArgumentException("a pause is longer than nothing: '" + text + "'");
            }
            pauses.add(pause);
          }
          return List.copyOf(pauses);
        });
  }

  /** {@code WAYPOST_EXPIRY}: how long delivery is tried. */
  public Duration expiry() {
    return reader.read("WAYPOST_EXPIRY", Duration.ofDays(5), DurationText::parse);
  }

  /** What happens to mail that cannot be delivered: {@code WAYPOST_DELAY_NOTICE} and others. */
  public BounceSettings bounces() {
    return BounceSettings.read(reader, hostname());
  }

  /** The {@code WAYPOST_EVENTS…} variables: whether events are told on the topic. */
  public EventSettings events() {
    return EventSettings.read(reader);
  }

  /** {@code WAYPOST_KEEP_TRACE}: how long the trace of a finished message is kept. */
  public Duration keepTrace() {
    return reader.read("WAYPOST_KEEP_TRACE", Duration.ofDays(30), DurationText::parse);
  }

  /** {@code WAYPOST_KEEP_CAPTURED}: how long captured mail is kept. */
  public Duration keepCaptured() {
    return reader.read("WAYPOST_KEEP_CAPTURED", Duration.ofDays(7), DurationText::parse);
  }

  /** {@code WAYPOST_IDEMPOTENCY_KEEP}: how long the idempotency keys of submissions are kept. */
  public Duration idempotencyKeep() {
    return reader.read("WAYPOST_IDEMPOTENCY_KEEP", Duration.ofDays(1), DurationText::parse);
  }

  /** The {@code WAYPOST_OAUTH_…} variables: which access tokens are taken for sign-in, if any. */
  public Optional<OAuthSettings> oauth() {
    return OAuthSettings.read(reader);
  }

  /** The {@code WAYPOST_SIGN_IN_…} variables: what happens after failures to sign in. */
  public SignInSettings signIn() {
    return SignInSettings.read(reader);
  }

  /**
   * {@code WAYPOST_HTTP_PROXIES}: reverse proxies of console and REST, whose {@code
   * X-Forwarded-For} is believed; none by default.
   */
  public List<Network> httpProxies() {
    return reader.read("WAYPOST_HTTP_PROXIES", List.of(), SettingReader::networks);
  }

  /** The {@code WAYPOST_TLS_…} variables: certificates of the SMTP server. */
  public TlsSettings tls() {
    return TlsSettings.read(reader, data());
  }

  /** The name without a look-up in DNS, which may take long where there is none. */
  private static String machineName() {
    try {
      return EmailAddress.normalizeDomain(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException | IllegalArgumentException e) {
      return "localhost";
    }
  }
}
