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
package org.waypost.dns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.waypost.api.settings.DnsSettings;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.dnssec.ValidatingResolver;

/**
 * Chooses how questions are put: verified by ourselves, by the server, or not at all.
 *
 * <p>Whether that works is found out with the first question, and again later as long as it does
 * not: an answer is worth an hour, silence half a minute.
 */
final class Dnssec {

  private static final Logger LOG = System.getLogger(Dnssec.class.getName());

  // Key signing keys of the root: of 2017, and of 2024 which takes over (IANA root-anchors.xml).
  private static final String ROOT =
      """
      . IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D
      . IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16
      """;

  private static final Duration AGAIN = Duration.ofHours(1);
  private static final Duration AGAIN_AFTER_SILENCE = Duration.ofSeconds(30);

  private final DnsSettings.Dnssec mode;
  private final Duration patience;
  private final Resolver plain;
  private final Resolver validating;
  private final AtomicReference<Check> last = new AtomicReference<>();

  /**
   * A check that is being made, or was.
   *
   * @param before what the check before it came to; nothing for the first
   * @param status not exceptional
   * @param madeAt when it was begun, in nanoseconds
   */
  private record Check(
      Optional<DnssecStatus> before, CompletableFuture<DnssecStatus> status, long madeAt) {

    boolean isOver(long now) {
      Duration lasts = status.getNow(null) == DnssecStatus.UNANSWERED ? AGAIN_AFTER_SILENCE : AGAIN;
      return status.isDone() && now - madeAt > lasts.toNanos();
    }

    /** Later checks keep nobody waiting: until they are made, what was known holds. */
    CompletableFuture<DnssecStatus> known() {
      return status.isDone()
          ? status
          : before.map(CompletableFuture::completedFuture).orElse(status);
    }
  }

  Dnssec(
      DnsSettings settings, List<InetSocketAddress> servers, Duration timeout, Duration patience) {
    this.mode = settings.dnssec();
    this.patience = patience;
    this.plain = new Upstreams(servers, timeout, 0);
    this.validating =
        validator(new Upstreams(servers, timeout, ExtendedFlags.DO), settings.anchors());
  }

  private static Resolver validator(Upstreams upstreams, Optional<Path> anchors) {
    ValidatingResolver validator = new ValidatingResolver(upstreams);
    try (InputStream in =
        anchors.isPresent()
            ? Files.newInputStream(anchors.get())
            : new ByteArrayInputStream(ROOT.getBytes(StandardCharsets.US_ASCII))) {
      validator.loadTrustAnchors(in);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "WAYPOST_DNSSEC_ANCHORS: no DS or DNSKEY records: " + e.getMessage(), e);
    }
    if (validator.getTrustAnchors().items().isEmpty()) {
      throw new IllegalArgumentException("WAYPOST_DNSSEC_ANCHORS: no DS or DNSKEY records");
    }
    return validator;
  }

  /** How to look up; known at once, but for the first time. */
  CompletableFuture<Lookup> lookup(Question question) {
    return switch (mode) {
      case OFF -> CompletableFuture.completedFuture(new Lookup(plain, false, question));
      case TRUST -> status().thenApply(status -> new Lookup(plain, status.proves(), question));
      case REQUIRE -> status().thenApply(status -> new Lookup(validating, true, question));
      case AUTO ->
          status()
              .thenApply(
                  status ->
                      status.proves()
                          ? new Lookup(validating, true, question)
                          : new Lookup(plain, false, question));
    };
  }

  /** What was found out; waits for it the first time only. */
  CompletableFuture<DnssecStatus> status() {
    if (mode == DnsSettings.Dnssec.OFF) {
      return CompletableFuture.completedFuture(DnssecStatus.OFF);
    }
    Check known = last.get();
    long now = System.nanoTime();
    if (known != null && !known.isOver(now)) {
      return known.known();
    }
    Optional<DnssecStatus> before =
        known == null ? Optional.empty() : Optional.of(known.status().join());
    Check mine = new Check(before, new CompletableFuture<>(), now);
    if (last.compareAndSet(known, mine)) {
      new Lookup(
              mode == DnsSettings.Dnssec.TRUST ? plain : validating,
              true,
              new Question(Name.root, Type.DNSKEY))
          .run(patience)
          .thenAccept(answer -> mine.status().complete(note(before, answer.answer())));
    }
    return last.get().known();
  }

  private DnssecStatus note(Optional<DnssecStatus> before, Answer answer) {
    DnssecStatus found;
    String why = "";
    if (answer instanceof Answer.Records records) {
      found =
          !records.secure()
              ? DnssecStatus.UNABLE
              : mode == DnsSettings.Dnssec.TRUST ? DnssecStatus.TRUSTED : DnssecStatus.VERIFIED;
      why = found == DnssecStatus.UNABLE ? "it did not verify the keys of the root" : "";
    } else if (answer instanceof Answer.Failed failed) {
      boolean silent = failed.reason().startsWith("no answer");
      found = silent ? DnssecStatus.UNANSWERED : DnssecStatus.UNABLE;
      why = failed.reason();
    } else {
      found = DnssecStatus.UNABLE;
      why = "it has no keys of the root";
    }
    if (before.isEmpty() || before.get() != found) {
      log(found, why);
    }
    return found;
  }

  private static void log(DnssecStatus found, String why) {
    if (found.proves()) {
      LOG.log(Level.INFO, "DNSSEC: {0}", found.words());
    } else {
      LOG.log(
          Level.WARNING,
          "DNSSEC: {0} ({1}); without it no host is secured by DANE",
          found.words(),
          why);
    }
  }
}
