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
package org.waypost.templates;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.InvalidReferenceException;
import freemarker.core.OutputFormat;
import freemarker.core.ParseException;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.Version;
import java.io.IOException;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.waypost.json.InvalidMemberException;

/**
 * FreeMarker, kept from everything but the values that it is given: a template makes no objects,
 * calls no methods and reads no files. Numbers are written as they are, so that an order number has
 * no thousands separators; a missing value is an error.
 */
final class FreeMarkerEngine {

  private static final Version VERSION = Configuration.VERSION_2_3_34;

  private final TimeLimit limit;
  private final Configuration plain = configuration(PlainTextOutputFormat.INSTANCE);
  private final Configuration html = configuration(HTMLOutputFormat.INSTANCE);

  FreeMarkerEngine(TimeLimit limit) {
    this.limit = limit;
  }

  private static Configuration configuration(OutputFormat format) {
    Configuration configuration = new Configuration(VERSION);
    configuration.setOutputFormat(format);
    configuration.setObjectWrapper(new SimpleObjectWrapper(VERSION));
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setLocalizedLookup(false);
    configuration.setNumberFormat("c");
    configuration.setBooleanFormat("c");
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    return configuration;
  }

  /**
   * Understands a source.
   *
   * @param member that it is, for errors
   * @param escaping whether values are escaped for HTML
   * @param language of numbers and dates
   * @param most characters of what it makes
   * @throws InvalidMemberException that says where it is not understood
   */
  TemplateText text(String member, String source, boolean escaping, Locale language, int most) {
    try {
      freemarker.template.Template template =
          new freemarker.template.Template(
              member, new StringReader(source), escaping ? html : plain);
      template.setLocale(language);
      // Loops that write nothing have to end, too.
      _CoreAPI.addThreadInterruptedChecks(template);
      return values -> fill(template, member, values, most);
    } catch (ParseException e) {
      throw new InvalidMemberException(
          member, at(e.getLineNumber(), e.getColumnNumber()) + oneLine(e.getEditorMessage()));
    } catch (IOException e) {
      throw new InvalidMemberException(member, oneLine(e.getMessage()));
    }
  }

  private String fill(
      freemarker.template.Template template, String member, Map<String, Object> values, int most) {
    try {
      return limit.run(() -> process(template, member, values, most));
    } catch (TimeLimit.ExceededException e) {
      throw new InvalidMemberException(member, "takes too long to be filled");
    }
  }

  private static String process(
      freemarker.template.Template template, String member, Map<String, Object> values, int most) {
    BoundedText out = new BoundedText(most);
    try {
      template.process(values, out);
      return out.toString();
    } catch (InvalidReferenceException e) {
      String missing = e.getBlamedExpressionString();
      throw new InvalidMemberException(
          missing == null ? member : "parameters." + shortened(missing),
          "is missing, and the template needs it: "
              + member
              + ", "
              + at(e.getLineNumber(), e.getColumnNumber()).replace(": ", ""));
    } catch (TemplateException e) {
      throw new InvalidMemberException(
          member,
          at(e.getLineNumber(), e.getColumnNumber()) + oneLine(e.getMessageWithoutStackTop()));
    } catch (BoundedText.TooLongException e) {
      throw new InvalidMemberException(member, "makes more than " + most + " characters");
    } catch (IOException e) {
      throw new InvalidMemberException(member, oneLine(e.getMessage()));
    } catch (StackOverflowError e) {
      throw new InvalidMemberException(member, "calls itself without end");
    }
  }

  private static String at(Integer line, Integer column) {
    return line == null ? "" : "line " + line + ", column " + column + ": ";
  }

  private static String oneLine(String text) {
    return text == null ? "not understood" : shortened(text.strip().replaceAll("\\s+", " "));
  }

  private static String shortened(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }
}
