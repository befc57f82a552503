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
package org.waypost.delivery;

import org.waypost.api.settings.BounceSettings;
import org.waypost.classification.Classifier;
import org.waypost.returns.ReturnedMail;
import org.waypost.stats.FailureCounters;
import org.waypost.suppression.SuppressionFeed;
import org.waypost.suppression.SuppressionList;

/**
 * What delivery needs to deal with failures.
 *
 * @param settings what happens to mail that cannot be delivered
 * @param classifier says what replies mean
 * @param list of addresses that are not sent to
 * @param feed puts addresses on it
 * @param counters of failures
 * @param returned takes what comes back
 */
public record BounceParts(
    BounceSettings settings,
    Classifier classifier,
    SuppressionList list,
    SuppressionFeed feed,
    FailureCounters counters,
    ReturnedMail returned) {}
