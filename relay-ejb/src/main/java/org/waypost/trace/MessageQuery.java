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
package org.waypost.trace;

import java.time.Instant;
import org.waypost.paging.PageRequest;

/**
 * A search in the trace. A null or empty part does not restrict.
 *
 * @param text words that stand in subject, sender or a recipient, or a message id
 * @param state of the message
 * @param from part of the sender
 * @param to part of a recipient
 * @param domain domain of a recipient, exact
 * @param since accepted at this time or later
 * @param until accepted before this time
 * @param page which page; newest first
 */
public record MessageQuery(
    String text,
    MessageState state,
    String from,
    String to,
    String domain,
    Instant since,
    Instant until,
    PageRequest page) {}
