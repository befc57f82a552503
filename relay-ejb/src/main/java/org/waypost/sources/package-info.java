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
/**
 * Source addresses: which of our own addresses mail leaves from, and how much from each.
 *
 * <p>Workers ask before each attempt, and get an answer from memory: sources, pools and what has
 * left today are read and written every second or two by a timer, in group commits. A count may lag
 * behind by a second when the process dies. Who finds no source waits in the database, and is
 * called when there is one; no mail is lost or refused for want of a source.
 */
package org.waypost.sources;
