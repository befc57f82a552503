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

/** A program that ends as a killed process does, right after a commit. */
final class SendAndHalt {

  static final int HALTED = 77;

  private SendAndHalt() {}

  /** Takes the data folder. */
  public static void main(String[] args) throws Exception {
    BrokerLease lease = EmbeddedBroker.lease(Client.settings(args[0]));
    new Client(lease).send("committed before the halt");
    Runtime.getRuntime().halt(HALTED);
  }
}
