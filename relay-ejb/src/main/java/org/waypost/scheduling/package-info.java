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
 * Scheduling: how many deliveries go to a destination site at a time, how fast, from which address,
 * and in which order.
 *
 * <p>Workers ask for a place before an attempt and give it back after it. Who gets none is parked,
 * and comes back when the site has room.
 */
package org.waypost.scheduling;
