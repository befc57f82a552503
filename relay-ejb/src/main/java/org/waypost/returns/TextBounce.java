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
package org.waypost.returns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waypost.returns.Report.About;
import org.waypost.returns.Report.Kind;

/**
 * Reads bounces that are text: of qmail (QSBMF), Exim, old Sendmail and Postfix, Exchange, Lotus,
 * and of web mailers. Each form has words that it is known by, and a pattern of a recipient with
 * its reason.
 */
final class TextBounce {

  private static final int MOST_TEXT = 64 * 1024;
  private static final int MOST_RECIPIENTS = 100;
  private static final String ADDRESS = "([^\\s<>\"'():;,]{1,64}@[A-Za-z0-9.\\[\\]_-]{1,255})";
  private static final String REASON = "((?:.{1,400}(?:\\n(?=[^\\n])|$)){1,8})";

  private static final Pattern SENDER =
      Pattern.compile(
          "mailer-?daemon|postmaster|mail ?delivery|mail-?daemon|delivery (sub)?system|mail system",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SUBJECT =
      Pattern.compile(
          "undeliver|non[- ]?deliver|not? delivered|delivery.{0,30}(fail|problem|status|error|notif"
              + "|delay|unsuccess)|fail(ed|ure) (notice|mail|delivery)|returned (mail|message)"
              + "|mail (delivery )?(fail|error|system error)|delivery failure|message status"
              + "|(un)?zustellbar|non remis|unable to deliver|could not be delivered|DELAYED"
              + "|delivery report|mail returned|warning: (message|could not send)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DELAY =
      Pattern.compile(
          "(delivery|message|mail).{0,40}delay|warning message only|THIS IS A WARNING MESSAGE"
              + "|will (be retried|continue to try|keep trying)|not yet been delivered"
              + "|no action is required on your part",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern REPLY =
      Pattern.compile(
          "(?m)(?:^|[\\s<#(:\"])([45]\\d\\d[ -]+#?(?:[45]\\.\\d{1,3}\\.\\d{1,3}[ :-]*)?[^\\n]{3,400}"
              + "|#?[45]\\.\\d{1,3}\\.\\d{1,3}[ :-][^\\n]{3,400})");

  /**
   * A form of bounces.
   *
   * @param known words that only it has
   * @param recipient finds a recipient, as group 1, and its reason, as group 2, if that is there
   */
  private record Form(Pattern known, Pattern recipient) {
    static Form of(String known, String recipient) {
      return new Form(
          Pattern.compile(known, Pattern.CASE_INSENSITIVE),
          Pattern.compile(recipient, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE));
    }
  }

  private static final List<Form> FORMS =
      List.of(
          // qmail: QSBMF, a paragraph for each recipient; Yahoo and others write the same.
          Form.of(
              "Hi\\. This is the|Sorry, (it|we) (didn't|were unable|wasn't)|qmail-send program",
              "^<" + ADDRESS + ">:[ \\t]*\\n" + REASON),
          // Exim
          Form.of(
              "created automatically by mail delivery software|mail delivery software",
              "^[ \\t]{1,8}<?" + ADDRESS + ">?[ \\t]*\\n" + REASON),
          // Postfix, old and new
          Form.of(
              "This is the (Postfix|mail system)|Postfix program",
              "^[ \\t]*<" + ADDRESS + ">(?: \\(expanded from <[^>]{1,254}>\\))?:[ \\t]*" + REASON),
          // Sendmail
          Form.of(
              "The following addresses had (permanent|transient|delivery)|Transcript of session",
              "^[ \\t]*<?" + ADDRESS + ">?[ \\t]*\\n[ \\t]+\\(reason: ([^\\n]{1,400})\\)"),
          Form.of(
              "The following addresses had (permanent|transient|delivery)|Transcript of session",
              "^[45]\\d\\d (?:[45]\\.\\d\\.\\d )?<?" + ADDRESS + ">?\\.\\.\\. ?([^\\n]{1,400})"),
          Form.of(
              "The following addresses had (permanent|transient|delivery)",
              "^[ \\t]*<?" + ADDRESS + ">?[ \\t]*$()"),
          // Exchange
          Form.of(
              "Delivery has failed to these recipients|could not be delivered to the following"
                  + "|following recipient\\(s\\) (could|cannot)|did not reach the following recipient"
                  + "|Diagnostic information for administrators",
              "^[ \\t]*(?:[^\\n<]{0,100}<)?" + ADDRESS + ">?[^\\n]{0,120}\\n\\s{0,20}" + REASON),
          // Lotus Domino
          Form.of(
              "Your (document|message)[:\\s][\\s\\S]{0,400}(was|could) not (be )?delivered to",
              "delivered to:?\\s{1,20}(?:[^\\n<]{0,80}<)?"
                  + ADDRESS
                  + ">?\\s{1,20}because:?\\s{1,20}"
                  + REASON),
          // Gmail, before its notifications were RFC 3464
          Form.of(
              "Delivery to the following recipients?( has)? (failed|been delayed)"
                  + "|wasn't delivered to|Your message couldn't be delivered",
              "(?:^[ \\t]{1,8}|delivered to |^)<?"
                  + ADDRESS
                  + ">?[^\\n]{0,60}\\n\\s{0,20}"
                  + REASON),
          // Yahoo and others
          Form.of(
              "unable to deliver your message to the following",
              "^[ \\t]*<?" + ADDRESS + ">?:[ \\t]*\\n?" + REASON));

  private TextBounce() {}

  static boolean isSender(String from) {
    return SENDER.matcher(from).find();
  }

  static boolean isSubject(String subject) {
    return SUBJECT.matcher(subject).find();
  }

  /** What a text says; nothing when it is no bounce. */
  static Optional<Report> read(MimePart mail) {
    HeaderFields fields = mail.fields();
    String text =
        mail.first("text/plain")
            .or(() -> mail.first("text/html"))
            .map(TextBounce::plain)
            .orElse("");
    String failed = fields.first("x-failed-recipients");
    if (!isSender(fields.first("from"))
        && !isSubject(fields.first("subject"))
        && failed.isEmpty()
        && FORMS.stream().noneMatch(form -> form.known().matcher(text).find())) {
      return Optional.empty();
    }
    String own = beforeCopy(text);
    Kind kind =
        DELAY.matcher(fields.first("subject") + "\n" + own).find() ? Kind.DELAY : Kind.BOUNCE;
    List<About> about = about(own, kind);
    if (about.isEmpty()) {
      for (String address : failed.split(",")) {
        if (!address.isBlank() && about.size() < MOST_RECIPIENTS) {
          about.add(new About(address.strip(), Optional.empty(), kind, reason(own)));
        }
      }
    }
    if (about.isEmpty()) {
      about.add(new About("", Optional.empty(), kind, reason(own)));
    }
    return Optional.of(new Report(kind, about, fields.first("from"), "", List.of()));
  }

  private static List<About> about(String text, Kind kind) {
    List<About> about = new ArrayList<>();
    for (Form form : FORMS) {
      if (!form.known().matcher(text).find()) {
        continue;
      }
      Matcher matcher = form.recipient().matcher(text);
      while (matcher.find() && about.size() < MOST_RECIPIENTS) {
        String said = matcher.group(2) == null ? "" : matcher.group(2);
        about.add(
            new About(
                matcher.group(1),
                Optional.empty(),
                kind,
                said.isBlank() ? reason(text) : reason(said.replaceAll("\\s+", " "))));
      }
      if (!about.isEmpty()) {
        return about;
      }
    }
    return about;
  }

  /** The reply that is quoted; else the words. */
  private static String reason(String said) {
    Matcher reply = REPLY.matcher(said);
    String line = reply.find() ? reply.group(1) : said;
    String plain = line.replaceAll("\\s+", " ").replaceFirst("^[#\"<(]+", "").strip();
    return plain.length() <= 1_000 ? plain : plain.substring(0, 1_000);
  }

  /** The text without the mail that it returns. */
  private static String beforeCopy(String text) {
    Matcher copy =
        Pattern.compile(
                "(?m)^-{2,} ?(Below this line is a copy|This is a copy of|Original message"
                    + "|Message header follows|Unsent message|Forwarded message|The header)",
                Pattern.CASE_INSENSITIVE)
            .matcher(text);
    return copy.find() ? text.substring(0, copy.start()) : text;
  }

  private static String plain(MimePart part) {
    String text = part.text();
    String cut = text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text;
    String lines = cut.replace("\r\n", "\n").replace('\r', '\n');
    return part.type().equals("text/html")
        ? lines
            .replaceAll("(?i)<(br|/p|/div|/tr|/h\\d)[^<>]{0,200}>", "\n")
            .replaceAll("<[^<>]{0,1000}>", "")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
        : lines;
  }
}
