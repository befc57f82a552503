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
package org.waypost.dns;

import java.nio.charset.StandardCharsets;
import org.xbill.DNS.Name;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks for TXT records. */
final class TextQuestion {

  private final Asker asker;

  TextQuestion(Asker asker) {
    this.asker = asker;
  }

  TextLookup ask(String host) {
    Name name;
    try {
      name = Name.fromString(host, Name.root);
    } catch (TextParseException e) {
      return new TextLookup.None();
    }
    Answer answer = asker.ask(name, Type.TXT).join();
    if (answer instanceof Answer.Records found) {
      return new TextLookup.Found(
          found.of(TXTRecord.class).stream().map(TextQuestion::whole).toList());
    }
    return answer instanceof Answer.Failed failed
        ? new TextLookup.Failed("Look-up of " + host + " failed: " + failed.reason())
        : new TextLookup.None();
  }

  /** RFC 7208 3.3 and others: without anything between the strings. */
  private static String whole(TXTRecord record) {
    StringBuilder text = new StringBuilder();
    for (byte[] part : record.getStringsAsByteArrays()) {
      text.append(new String(part, StandardCharsets.US_ASCII));
    }
    return text.toString();
  }
}
