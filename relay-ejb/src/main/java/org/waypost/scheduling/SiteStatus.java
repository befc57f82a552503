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
package org.waypost.scheduling;

import java.time.Instant;

/**
 * A site as this node sees it.
 *
 * @param name the set of its hosts
 * @param rule name of the rule by which it is treated
 * @param places attempts at a time that it is given now
 * @param most attempts at a time that it may be given
 * @param inUse attempts under way
 * @param stuck those of them that have been under way for long
 * @param waiting groups that are known to wait for it in the database; a guess
 * @param sent groups on their way to the workers
 * @param closed why no attempts are made; empty while they are
 * @param closedUntil until when; null while attempts are made
 * @param attempts made since the site is known
 * @param failures of them that came to no verdict
 * @param lastMinute attempts that ended in the last minute
 * @param lastHour attempts that ended in the last hour
 * @param limits that its rule sets
 * @param lastReply of a peer, or what stood in the way; may be empty
 */
public record SiteStatus(
    String name,
    String rule,
    int places,
    int most,
    int inUse,
    int stuck,
    int waiting,
    int sent,
    String closed,
    Instant closedUntil,
    long attempts,
    long failures,
    int lastMinute,
    int lastHour,
    SiteLimits limits,
    String lastReply) {}
