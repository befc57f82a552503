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
package org.waypost.smtp.session;

import java.util.ArrayList;
import java.util.List;
import org.waypost.api.mail.Recipient;
import org.waypost.api.mail.Reply;
import org.waypost.api.mail.Verdict;

/**
 * The RCPT commands of one pipelined group (RFC 2920), which the application decides about in one
 * call. Those that are refused without asking stand between the others, as replies keep the order.
 */
final class RecipientGroup {

  /** Most that one decision is about: what is collected takes memory. */
  private static final int MOST = 1000;

  /**
   * What a command is answered with.
   *
   * @param isError whether the command was a breach of the protocol
   */
  record Answer(Reply reply, boolean isError) {}

  private record Entry(Recipient candidate, Answer refusal) {}

  private final List<Entry> entries = new ArrayList<>();
  private final List<Recipient> candidates = new ArrayList<>();

  void add(Recipient candidate) {
    entries.add(new Entry(candidate, null));
    candidates.add(candidate);
  }

  void refuse(Reply refusal, boolean isError) {
    entries.add(new Entry(null, new Answer(refusal, isError)));
  }

  boolean isFull() {
    return entries.size() >= MOST;
  }

  int size() {
    return entries.size();
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  List<Recipient> candidates() {
    return candidates;
  }

  /**
   * The answers in the order of the commands.
   *
   * @param verdicts one for each candidate; what they accept goes into the transaction
   */
  List<Answer> decide(List<Verdict> verdicts, MailTransaction transaction) {
    List<Answer> answers = new ArrayList<>(entries.size());
    int next = 0;
    for (Entry entry : entries) {
      if (entry.candidate() == null) {
        answers.add(entry.refusal());
        continue;
      }
      Verdict verdict = verdicts.get(next++);
      if (verdict.isAccepted()) {
        transaction.addRecipient(entry.candidate());
      }
      answers.add(new Answer(verdict.reply(), false));
    }
    return answers;
  }
}
