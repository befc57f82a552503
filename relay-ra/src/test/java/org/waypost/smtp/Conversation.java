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

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.api.listener.ListenerDefinition;
import org.waypost.api.listener.ListenerFigures;
import org.waypost.api.mail.MailOptions;
import org.waypost.api.smtp.ListenerRole;
import org.waypost.smtp.session.ListenerSettings;

/**
 * What a client says, whatever it is, held against what must be true of every session: replies are
 * well-formed and one for each command, no message comes out of nothing or two out of one, nothing
 * is passed on that could be misread, everything reserved is given back; and the pieces in which
 * the octets arrive make no difference.
 *
 * <p>One thing depends on the pieces by design: a fault of the application concerns all recipients
 * that it was asked about together, so it has no faults here.
 */
final class Conversation {

  private static final Pattern REPLY =
      Pattern.compile("(?:([2-5][0-9][0-9])-[ -~]*\r\n)*([2-5][0-9][0-9]) [ -~]*\r\n");
  private static final Pattern CHUNK = Pattern.compile("(?i)BDAT");

  /** What came of it. */
  private record Outcome(String replies, List<String> messages, boolean open) {}

  private final byte[] octets;
  private final ListenerSettings settings;
  private final Path spool;
  private final long threshold;

  Conversation(byte[] octets, ListenerSettings settings, Path spool, long threshold) {
    this.octets = new String(octets, ISO_8859_1).replace("boom", "bang").getBytes(ISO_8859_1);
    this.settings = settings;
    this.spool = spool;
    this.threshold = threshold;
  }

  /** Checks everything; the random numbers decide where pieces end. */
  void check(Random random) {
    Outcome byLines = run(lineEnds());
    SortedSet<Integer> cuts = new TreeSet<>();
    same(byLines, "at once", run(cuts));
    for (int i = random.nextInt(20); i >= 0; i--) {
      cuts.add(random.nextInt(octets.length + 1));
    }
    same(byLines, "cut at " + cuts, run(cuts));
    if (octets.length < 500) {
      SortedSet<Integer> all = new TreeSet<>();
      for (int i = 1; i < octets.length; i++) {
        all.add(i);
      }
      same(byLines, "octet by octet", run(all));
    }
  }

  private static void same(Outcome expected, String how, Outcome actual) {
    if (!expected.equals(actual)) {
      throw new AssertionError("By lines: " + expected + "\n" + how + ": " + actual);
    }
  }

  private SortedSet<Integer> lineEnds() {
    SortedSet<Integer> ends = new TreeSet<>();
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] == '\n') {
        ends.add(i + 1);
      }
    }
    return ends;
  }

  /** Sends the octets in pieces that end there. */
  private Outcome run(SortedSet<Integer> ends) {
    ScriptedApplication application = new ScriptedApplication();
    EmbeddedServer server = new EmbeddedServer(application, spool, threshold, settings);
    StringBuilder replies = new StringBuilder(server.replies());
    SortedSet<Integer> all = new TreeSet<>(ends);
    all.add(octets.length);
    int from = 0;
    for (int end : all) {
      if (server.channel.isOpen() && end > from) {
        server.send(new String(octets, from, end - from, ISO_8859_1));
        replies.append(server.replies());
      }
      from = end;
    }
    boolean open = server.channel.isOpen();
    var unused = server.channel.close();
    replies.append(server.replies());
    checkWhatIsLeft(server);
    checkReplies(replies.toString(), server.context.counters().figures());
    checkMessages(replies.toString(), application);
    return new Outcome(
        replies.toString(),
        application.messages.stream().map(ScriptedApplication.Message::toString).toList(),
        open);
  }

  private void checkWhatIsLeft(EmbeddedServer server) {
    check(server.memory.used() == 0, "Memory in use: " + server.memory.used());
    check(server.context.tally().sessions().size() == 0, "The session is still open");
    check(server.context.tally().connections().total() == 0, "The connection is still counted");
    File[] files = threshold == 0 ? spool.toFile().listFiles() : new File[0];
    check(files == null || files.length == 0, "Files are left in the spool folder");
  }

  private void checkReplies(String said, ListenerFigures figures) {
    Matcher replies = REPLY.matcher(said);
    int end = 0;
    int count = 0;
    int asked = 0;
    while (replies.find() && replies.start() == end) {
      end = replies.end();
      count++;
      String code = replies.group(2);
      check(replies.group(1) == null || code.equals(replies.group(1)), "Codes differ: " + said);
      asked += code.equals("354") ? 1 : 0;
    }
    check(end == said.length(), "Not well-formed: " + said);
    check(!said.contains("421 4.3.0"), "The session broke: " + said);
    if (settings.role() == ListenerRole.LMTP) {
      return;
    }
    // The greeting, one for each command and for the end of each DATA; the last one may be under
    // way, and a farewell may have come on top.
    long most = 1 + figures.commands() + asked + 1;
    // A farewell leaves those unanswered that were collected behind what it is for.
    long least = said.contains("\r\n421 ") ? 0 : most - 3;
    check(count <= most && count >= least, count + " replies, at most " + most + ": " + said);
  }

  private void checkMessages(String said, ScriptedApplication application) {
    int chunks = (int) CHUNK.matcher(new String(octets, ISO_8859_1)).results().count();
    int asked = said.split("354 End", -1).length - 1;
    List<ScriptedApplication.Message> messages = application.messages;
    check(messages.size() <= asked + chunks, "Messages out of nothing: " + messages);
    if (chunks == 0 && settings.role() != ListenerRole.LMTP) {
      for (String turn : said.split("354 End", -1)) {
        check(turn.split("250 2.6.0 Queued", -1).length <= 2, "Two messages out of one: " + said);
      }
    }
    for (ScriptedApplication.Message message : messages) {
      if (message.envelope().options().body() != MailOptions.BodyType.BINARYMIME) {
        String content = message.content();
        check(content.indexOf('\0') < 0, "NUL is passed on");
        String bare = content.replace("\r\n", "");
        check(bare.indexOf('\r') < 0 && bare.indexOf('\n') < 0, "Bare CR or LF is passed on");
      }
    }
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  /** Settings and octets out of one string of octets, of which the first two choose. */
  static Conversation of(byte[] data, Path spool) {
    int choice = data.length > 0 ? data[0] : 0;
    ListenerSettings settings = EmbeddedServer.SETTINGS;
    List<String> words = new ArrayList<>();
    if ((choice & 1) != 0) {
      words.add("untrusted");
    }
    if ((choice & 2) != 0) {
      words.add("lmtp");
    }
    if ((choice & 4) != 0) {
      words.add("normalise");
    }
    try {
      for (String word : words) {
        settings = TranscriptSettings.apply(word, settings);
      }
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
    if ((choice & 8) != 0) {
      ListenerDefinition open = settings.definition();
      settings =
          Altered.with(
              settings, "definition", Altered.with(open, "proxies", SocketServer.Options.HERE));
    }
    byte[] octets = new byte[Math.max(0, data.length - 2)];
    System.arraycopy(data, Math.min(2, data.length), octets, 0, octets.length);
    return new Conversation(octets, settings, spool, (choice & 16) != 0 ? 0 : 1 << 20);
  }
}
