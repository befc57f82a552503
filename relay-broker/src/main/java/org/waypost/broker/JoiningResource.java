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

import java.util.Map;
import javax.transaction.xa.XAResource;
import org.apache.activemq.artemis.core.client.impl.ActiveMQXAResource;
import org.apache.activemq.artemis.service.extensions.xa.ActiveMQXAResourceWrapper;
import org.apache.activemq.artemis.service.extensions.xa.ActiveMQXAResourceWrapperFactory;
import org.apache.activemq.artemis.service.extensions.xa.ActiveMQXAResourceWrapperImpl;

/**
 * What a transaction manager sees of a session, which joins the branch of another session of the
 * same broker.
 *
 * <p>Artemis's own wrapper never finds that two sessions belong to one broker. So what a bean
 * consumes and what it sends would be two branches, committed in two phases: slower, and in doubt
 * after a crash between the two, for ever where the server keeps no log of its transactions.
 */
final class JoiningResource extends ActiveMQXAResourceWrapperImpl implements ActiveMQXAResource {

  private JoiningResource(XAResource session, Map<String, Object> properties) {
    super(session, properties);
  }

  /** Makes them; found as a service. */
  public static final class Factory implements ActiveMQXAResourceWrapperFactory {

    @Override
    public ActiveMQXAResourceWrapper wrap(XAResource session, Map<String, Object> properties) {
      return new JoiningResource(session, properties);
    }
  }
}
