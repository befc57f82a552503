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
package org.waypost.launcher;

import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.PayaraMicroBoot;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

/**
 * Boots Payara Micro from the class path, as its own launcher of an unpacked server does. Its usual
 * way is a class loader over a JAR of JARs, whose classes can't be shared (JEP 310, JEP 350).
 */
final class Server {

  /** Is not on the compiler's class path, as it lies in a JAR within the server's. */
  private static final String BOOT = "fish.payara.micro.impl.PayaraMicroImpl";

  private Server() {}

  /**
   * Returns when the server runs.
   *
   * @throws Exception why it does not
   */
  static PayaraMicroRuntime boot(Bundle bundle) throws Exception {
    Path server = bundle.server();
    System.setProperty(
        "fish.payara.micro.BootJar", server.resolve("launch-micro.jar").toUri().toString());
    System.setProperty("fish.payara.micro.UnpackDir", server.toString());
    try {
      // Despite its name, create boots the server too.
      return ((PayaraMicroBoot)
              Class.forName(BOOT)
                  .getMethod("create", String[].class)
                  .invoke(null, (Object) bundle.serverArguments()))
          .getRuntime();
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
