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
 * What administrators define under a name, and all nodes go by: JSON in a table of its own, in
 * memory on every node, read again where its {@link org.waypost.store.Version} has changed.
 *
 * <p>Safe for use by any number of threads, without a transaction. A change is in effect on this
 * node when its method returns, and on the others with their next look, every 2 seconds. A
 * definition that is not understood (a newer version wrote it, perhaps) is logged, and the others
 * hold. A database that does not answer is a {@link org.waypost.store.StoreException}; what was
 * read last stays in effect.
 */
package org.waypost.definitions;
