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
package org.waypost.node;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.jms.ConnectionFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.waypost.api.broker.ClientSignIns;
import org.waypost.api.listener.SmtpServerConnectionFactory;
import org.waypost.api.settings.Settings;
import org.waypost.submission.RelaySubmissions;

/**
 * Starts the node with the application and stops it with it. Until the node is up there is no
 * relay, and the SMTP adapter, which asks, greets nobody.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class NodeBean {

  private static final Logger LOG = System.getLogger(NodeBean.class.getName());

  /** Which message property the JMS provider takes a stream in; set by the assembly. */
  private static final String STREAM_PROPERTY = "java:app/env/waypost/streamProperty";

  @Resource(lookup = "java:app/waypost/ConnectionFactory")
  private ConnectionFactory connections;

  @Resource(lookup = "java:app/waypost/SmtpServer")
  private SmtpServerConnectionFactory smtpServer;

  @Resource private ManagedScheduledExecutorService timer;

  @Resource private ManagedThreadFactory threads;

  @EJB private Transactions transactions;

  private final CountDownLatch started = new CountDownLatch(1);
  private volatile Relay relay;
  private volatile Announcement announcement;

  /** The relay, once it is up. */
  public Optional<Relay> relay() {
    return Optional.ofNullable(relay);
  }

  /** Whether the listener has greeted, and a probe has passed the queue. */
  public boolean isProven() {
    Announcement made = announcement;
    return made != null && made.isProven();
  }

  /**
   * The relay, waiting for it if need be.
   *
   * @throws IllegalStateException when it is not up within the limit
   */
  public Relay awaitRelay(Duration limit) {
    try {
      if (!started.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("The relay is not up after " + limit);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the relay", e);
    }
    Relay up = relay;
    if (up == null) {
      throw new IllegalStateException("The relay has stopped");
    }
    return up;
  }

  @PostConstruct
  void start() {
    Settings settings = Settings.ofProcess();
    settings.check();
    relay =
        Relay.start(
            settings,
            new Server(
                connections,
                streamProperty(),
                smtpServer,
                new RelaySubmissions.InTransaction() {
                  @Override
                  public <T> T run(java.util.concurrent.Callable<T> work) throws Exception {
                    return transactions.run(work);
                  }
                },
                threads,
                timer));
    ClientSignIns.of(settings.data()).open(new BrokerClients(relay.identity()::accounts));
    started.countDown();
    LOG.log(Level.INFO, "Waypost started, mode {0}, data in {1}", settings.mode(), settings.data());
    announcement = new Announcement(relay, settings);
    threads.newThread(announcement).start();
  }

  @PreDestroy
  void stop() {
    if (announcement != null) {
      announcement.cancel();
    }
    // It stays where it is: the container stops the SMTP adapter after this, whose running
    // transactions end well, as taking mail in needs the queue alone.
    if (relay != null) {
      ClientSignIns.of(relay.settings().data()).close();
      relay.close();
      LOG.log(Level.INFO, "Waypost stopped");
    }
  }

  // A constant name in the application's own namespace.
  @SuppressWarnings("BanJNDI")
  private static Optional<String> streamProperty() {
    try {
      return Optional.of((String) new InitialContext().lookup(STREAM_PROPERTY))
          .filter(name -> !name.isBlank());
    } catch (NamingException e) {
      return Optional.empty();
    }
  }
}
