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

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.concurrent.Callable;

/** Runs work in a transaction of its own. */
@Stateless
public class Transactions {

  /**
   * Returns what the work returned, after the commit; an exception rolls back.
   *
   * @throws jakarta.ejb.EJBException when the work failed or the commit did
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public <T> T run(Callable<T> work) throws Exception {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new jakarta.ejb.EJBException(e);
    }
  }
}
