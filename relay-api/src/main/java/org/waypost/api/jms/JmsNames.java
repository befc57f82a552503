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
package org.waypost.api.jms;

/** Names of queues, and of the properties of messages in them. */
public final class JmsNames {

  /** The queue that takes submissions. */
  public static final String SUBMIT = "waypost.submit";

  /** The queue for submissions that cannot be accepted. */
  public static final String REJECTED = "waypost.submit.rejected";

  /** The topic of events. */
  public static final String EVENTS = "waypost.events";

  /** Id of a message. */
  public static final String ID = "waypost_id";

  /** The reverse-path; empty for the null sender. */
  public static final String FROM = "waypost_from";

  /** Forward-paths, separated by commas. */
  public static final String TO = "waypost_to";

  /** One tag. */
  public static final String TAG = "waypost_tag";

  /** Tags, separated by commas. */
  public static final String TAGS = "waypost_tags";

  /** What {@link #METADATA_PREFIX} does, as one JSON object. */
  public static final String METADATA = "waypost_metadata";

  /** With a name behind it, the metadata of that name. */
  public static final String METADATA_PREFIX = "waypost_metadata_";

  /** Not to be sent before: a time in ISO 8601, or a long in milliseconds since 1970. */
  public static final String SEND_AT = "waypost_send_at";

  /** The same key gives the same answer and no second message. */
  public static final String IDEMPOTENCY_KEY = "waypost_idempotency_key";

  /** What a BytesMessage holds: {@value #JSON}; a whole RFC 5322 message when it is not given. */
  public static final String CONTENT = "waypost_content";

  /** The value of {@link #CONTENT} for the JSON of a draft in UTF-8. */
  public static final String JSON = "json";

  /** Why a submission is not accepted. */
  public static final String ERROR = "waypost_error";

  /** Which field or property is wrong. */
  public static final String FIELD = "waypost_field";

  /** Recipients that are not sent to, one a line, as they are on the suppression list. */
  public static final String SUPPRESSED = "waypost_suppressed";

  private JmsNames() {}
}
