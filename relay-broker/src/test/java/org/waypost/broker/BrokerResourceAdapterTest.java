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
package org.waypost.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkManager;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.apache.activemq.artemis.ra.ActiveMQRAManagedConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class BrokerResourceAdapterTest {

  private static final int WORKERS = 48;

  @TempDir Path folder;

  @BeforeEach
  void settings() {
    System.setProperty("waypost.data", folder.toString());
  }

  @AfterEach
  void noSettings() {
    System.clearProperty("waypost.data");
  }

  @Test
  void callsAsManyBeansAtOnceAsThereAreWorkers() throws Exception {
    CyclicBarrier allThere = new CyclicBarrier(WORKERS);
    Semaphore done = new Semaphore(0);
    withListener(
        message -> {
          try {
            // Nobody passes before the thirty-second is here.
            allThere.await(60, TimeUnit.SECONDS);
            done.release();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        },
        client -> {
          for (int i = 0; i < WORKERS; i++) {
            client.send("message " + i);
          }
          assertThat(done.tryAcquire(WORKERS, 60, TimeUnit.SECONDS)).isTrue();
        });
  }

  @Test
  void deliversAgainWhatABeanThrewBack() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Semaphore done = new Semaphore(0);
    withListener(
        message -> {
          if (calls.incrementAndGet() == 1) {
            throw new IllegalArgumentException("not now");
          }
          done.release();
        },
        client -> {
          client.send("stubborn");
          assertThat(done.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
        });
  }

  @Test
  void whatABeanConsumesAndWhatItSendsAreOneBranch() throws Exception {
    BrokerResourceAdapter adapter = new BrokerResourceAdapter();
    adapter.start(container());
    BrokerActivationSpec spec = new BrokerActivationSpec();
    spec.setResourceAdapter(adapter);
    spec.setDestination(Client.QUEUE);
    BlockingQueue<XAResource> consumers = new LinkedBlockingQueue<>();
    MessageEndpointFactory beans =
        proxy(
            MessageEndpointFactory.class,
            (method, arguments) -> {
              if (method.getName().equals("createEndpoint")) {
                consumers.add((XAResource) arguments[0]);
                return new Bean(message -> {});
              }
              return method.getName().equals("isDeliveryTransacted");
            });
    adapter.endpointActivation(beans, spec);
    ActiveMQRAManagedConnectionFactory outbound = new ActiveMQRAManagedConnectionFactory();
    outbound.setResourceAdapter(adapter);
    ManagedConnection producer = outbound.createManagedConnection(null, null);
    try {
      XAResource consumes = consumers.poll(60, TimeUnit.SECONDS);
      assertThat(consumes.isSameRM(producer.getXAResource())).isTrue();
      assertThat(producer.getXAResource().isSameRM(consumes)).isTrue();
    } finally {
      producer.destroy();
      adapter.endpointDeactivation(beans, spec);
      adapter.stop();
    }
  }

  private interface Scenario {
    void run(Client client) throws Exception;
  }

  private void withListener(MessageListener listener, Scenario scenario) throws Exception {
    BrokerResourceAdapter adapter = new BrokerResourceAdapter();
    adapter.start(container());
    try (BrokerLease lease = EmbeddedBroker.lease(Client.settings(folder));
        Client client = new Client(lease)) {
      BrokerActivationSpec spec = new BrokerActivationSpec();
      spec.setResourceAdapter(adapter);
      spec.setDestination(Client.QUEUE);
      assertThat(spec.getMaxSession()).isEqualTo(WORKERS);
      MessageEndpointFactory beans = new Beans(listener);
      adapter.endpointActivation(beans, spec);
      scenario.run(client);
      adapter.endpointDeactivation(beans, spec);
    } finally {
      adapter.stop();
    }
    assertThat(EmbeddedBroker.running(folder)).isNull();
  }

  /** A container that has a thread for every work. */
  private static BootstrapContext container() {
    WorkManager works =
        proxy(
            WorkManager.class,
            (method, arguments) -> {
              new Thread((Work) arguments[0]).start();
              return 0L;
            });
    return proxy(
        BootstrapContext.class,
        (method, arguments) -> method.getName().equals("getWorkManager") ? works : null);
  }

  private interface Answer {
    Object to(Method method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method, arguments)));
  }

  private record Beans(MessageListener listener) implements MessageEndpointFactory {

    @Override
    public MessageEndpoint createEndpoint(XAResource resource) {
      return new Bean(listener);
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource, long timeout) {
      return createEndpoint(resource);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
      return false;
    }

    @Override
    public String getActivationName() {
      return "test";
    }

    @Override
    public Class<?> getEndpointClass() {
      return Bean.class;
    }
  }

  private record Bean(MessageListener listener) implements MessageEndpoint, MessageListener {

    @Override
    public void onMessage(Message message) {
      listener.onMessage(message);
    }

    @Override
    public void beforeDelivery(Method method) {}

    @Override
    public void afterDelivery() {}

    @Override
    public void release() {}
  }
}
