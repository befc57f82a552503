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
 * How often a client may do something: token buckets (Bucket4j), one for each client address, user
 * or sender domain that was seen lately.
 *
 * <p>Called on event loops: nothing here blocks, and memory is bounded however many clients there
 * are. What is over a rate is said by value; nothing here throws.
 */
package org.waypost.smtp.rate;
