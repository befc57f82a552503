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
package org.waypost.smtp.tls;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.waypost.api.listener.CertificateStatus;
import org.waypost.api.settings.TlsSettings;

/**
 * The certificates of the SMTP server: read from a folder, kept current, and turned into the TLS of
 * connections. Safe for any thread.
 *
 * <p>Opening makes a self-signed certificate where the folder has none. The files are looked at now
 * and then, on a thread of the store, and read again when one has changed; connections that are
 * secured already keep what they have.
 */
public final class CertificateStore implements AutoCloseable {

  private static final Logger LOG = System.getLogger(CertificateStore.class.getName());
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  private static final int COMPUTING_THREADS = 2;

  private final CertificateFolder folder;
  private final TlsSettings settings;
  private final ScheduledExecutorService watch;
  private final ExecutorService computations;
  // Written by reload() alone.
  private volatile CertificateSet current;
  private String mark;

  private CertificateStore(TlsSettings settings, CertificateSet first, String mark) {
    this.settings = settings;
    this.folder = new CertificateFolder(settings);
    this.current = first;
    this.mark = mark;
    this.watch =
        Executors.newSingleThreadScheduledExecutor(
            new DefaultThreadFactory("waypost-smtp-tls-watch", true));
    this.computations =
        Executors.newFixedThreadPool(
            COMPUTING_THREADS, new DefaultThreadFactory("waypost-smtp-tls", true));
  }

  /**
   * Opens the store; reads files.
   *
   * @param hostname for the certificate that is made when there is none
   * @throws IOException when the folder cannot be used, or the authorities of clients cannot be
   *     read; the message names what and why. A certificate that cannot be read is no exception.
   */
  public static CertificateStore open(TlsSettings settings, String hostname) throws IOException {
    return open(settings, hostname, LOOK_EVERY);
  }

  static CertificateStore open(TlsSettings settings, String hostname, Duration lookEvery)
      throws IOException {
    CertificateFolder folder = new CertificateFolder(settings);
    String mark;
    CertificateSet first;
    try {
      OwnerOnly.folder(settings.folder());
      if (folder.isEmpty()) {
        Path file = settings.folder().resolve(ServerCertificate.SELF_SIGNED + ".pem");
        SelfSignedCertificate.write(file, hostname);
        LOG.log(Level.INFO, "Made a self-signed certificate for {0}: {1}", hostname, file);
      }
      mark = folder.mark();
      first = CertificateSet.read(folder, settings);
    } catch (IOException e) {
      throw new IOException(
          "WAYPOST_TLS_FOLDER: " + settings.folder() + " cannot be used: " + e, e);
    } catch (UnusableFileException e) {
      throw new IOException("WAYPOST_TLS_CLIENT_CA: " + e.getMessage(), e);
    }
    first.log();
    CertificateStore store = new CertificateStore(settings, first, mark);
    var unused =
        store.watch.scheduleWithFixedDelay(
            store::look, lookEvery.toMillis(), lookEvery.toMillis(), TimeUnit.MILLISECONDS);
    return store;
  }

  /** Whether there is a certificate, without which there is no TLS. */
  public boolean isUsable() {
    return current.engines() != null;
  }

  /** Whether certificates of clients can be checked. */
  public boolean knowsAuthorities() {
    return isUsable() && current.engines().knowsAuthorities();
  }

  /**
   * TLS for one connection, with the certificates as they are now.
   *
   * @param askForCertificate whether the client is to show one, if it has one
   * @param handshake how long the handshake may take
   * @throws IllegalStateException when the store is not usable
   */
  public SecuredConnection secure(boolean askForCertificate, Duration handshake) {
    TlsEngines engines = current.engines();
    if (engines == null) {
      throw new IllegalStateException("There is no certificate that can be used");
    }
    return new SecuredConnection(engines, askForCertificate, handshake, computations);
  }

  /** The certificates as they are in use, and the files that are not; by name. */
  public List<CertificateStatus> status() {
    return current.status();
  }

  /**
   * Reads the files again, changed or not. What cannot be read is told in the status, and what was
   * in use in its place stays in use.
   */
  public synchronized List<CertificateStatus> reload() {
    try {
      mark = folder.mark();
      current = current.next(folder.read(), settings);
      current.log();
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "Certificates in " + settings.folder() + " cannot be read, they stay: " + e);
    }
    return current.status();
  }

  private synchronized void look() {
    try {
      if (!folder.mark().equals(mark)) {
        var unused = reload();
      }
    } catch (IOException | RuntimeException e) {
      // Thrown on, it would end the watch for good.
      LOG.log(Level.WARNING, "Folder " + settings.folder() + " cannot be looked at: " + e);
    }
  }

  /** Ends the threads; connections that are secured go on, and no more can be. */
  @Override
  public void close() {
    watch.shutdownNow();
    computations.shutdown();
  }
}
