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

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The protocol engine, fed by a coverage-guided fuzzer; without it, with what is kept in the folder
 * {@code SmtpFuzzTestInputs}. See {@code bin/fuzz}.
 */
class SmtpFuzzTest {

  // A fault that the script asks for is logged, and would be for every input.
  private static final Logger QUIET = Logger.getLogger("org.waypost.smtp.session.SmtpSession");

  private static Path spool;

  @FuzzTest(maxDuration = "60s")
  void session(byte[] data) throws IOException {
    QUIET.setLevel(Level.OFF);
    if (spool == null) {
      spool = Files.createTempDirectory("waypost-fuzz");
      spool.toFile().deleteOnExit();
    }
    int seed = data.length > 1 ? data[1] : 0;
    Conversation.of(data, spool).check(new Random(seed));
  }
}
