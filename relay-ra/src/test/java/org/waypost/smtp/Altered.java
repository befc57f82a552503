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
package org.waypost.smtp;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerLimits;
import org.waypost.api.net.Network;
import org.waypost.smtp.session.ListenerSettings;

/** Settings of a listener that differ from those of the other tests in one place. */
final class Altered {

  private Altered() {}

  /** The record with another value for one of its components. */
  static <R extends Record> R with(R old, String component, Object value) {
    RecordComponent[] components = old.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    boolean found = false;
    try {
      for (int i = 0; i < values.length; i++) {
        boolean named = components[i].getName().equals(component);
        found |= named;
        components[i].getAccessor().setAccessible(true);
        values[i] = named ? value : components[i].getAccessor().invoke(old);
      }
      if (!found) {
        throw new IllegalArgumentException(component);
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
      @SuppressWarnings("unchecked")
      R altered = (R) old.getClass().getConstructor(types).newInstance(values);
      return altered;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static ListenerSettings definition(UnaryOperator<ListenerDefinition> change) {
    return with(EmbeddedServer.SETTINGS, "definition", change.apply(EmbeddedServer.DEFINITION));
  }

  static ListenerSettings limits(UnaryOperator<ListenerLimits> change) {
    return definition(old -> with(old, "limits", change.apply(old.limits())));
  }

  static ListenerSettings connections(int max, int perAddress, int perNetwork) {
    return limits(
        old ->
            with(old, "connections", new ListenerLimits.Connections(max, perAddress, perNetwork)));
  }

  static ListenerSettings session(String limit, int value) {
    return limits(old -> with(old, "session", with(old.session(), limit, value)));
  }

  static ListenerSettings time(String limit, Object value) {
    return limits(old -> with(old, "time", with(old.time(), limit, value)));
  }

  static ListenerSettings size(String limit, int value) {
    return limits(old -> with(old, "size", with(old.size(), limit, value)));
  }

  static ListenerSettings rates(ListenerLimits.Rate... rates) {
    return limits(old -> with(old, "rates", List.of(rates)));
  }

  /** Nobody is trusted. */
  static ListenerSettings untrusted(ListenerSettings settings) {
    return with(settings, "relayNetworks", List.<Network>of());
  }
}
