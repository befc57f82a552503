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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.junit.jupiter.api.Test;

final class ExternalBrokerTest {

  private static final String NETTY = NettyConnectorFactory.class.getName();

  @Test
  void readsHostPortAndCredentials() throws Exception {
    ExternalBroker broker =
        ExternalBroker.parse("tcp://broker.example:61617?user=relay&password=secret");
    assertThat(broker.connectorClassNames()).isEqualTo(NETTY);
    assertThat(broker.connectionParameters())
        .contains("host=broker.example")
        .contains("port=61617")
        .doesNotContain("secret");
    assertThat(broker.user()).isEqualTo("relay");
    assertThat(broker.password()).isEqualTo("secret");
    assertThat(broker.toString()).doesNotContain("secret");
  }

  @Test
  void readsACluster() throws Exception {
    ExternalBroker broker = ExternalBroker.parse("(tcp://a:61616,tcp://b:61616)?ha=true");
    assertThat(broker.connectorClassNames()).isEqualTo(NETTY + "," + NETTY);
    assertThat(broker.connectionParameters().split(",")).hasSize(2);
    assertThat(broker.highlyAvailable()).isTrue();
  }

  @Test
  void refusesWhatIsNoBroker() {
    assertThatThrownBy(() -> ExternalBroker.parse("http://x y"))
        .isInstanceOf(BrokerException.class)
        .hasMessageStartingWith("WAYPOST_JMS_URL");
  }
}
