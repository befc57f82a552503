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
 * The listeners of the SMTP server as managed resources: their definitions in the database, edited
 * through REST, and in effect on every node within 2 seconds.
 *
 * <p>A change is written first and then applied, on this node at once; other nodes look for changes
 * by version. What this node's server makes of a definition (an address that is taken, say) is told
 * with the listener and changes nothing in the database. Callable on any thread, without a
 * transaction.
 */
package org.waypost.listeners;
