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
 * Listeners as the server's own monitoring sees them: an MXBean each in the platform's MBean
 * server, for as long as the listener is in the table.
 *
 * <p>What is done here holds on this node until the listener's definition is changed or the node
 * starts again. A bean that cannot be registered is logged, and nothing else happens.
 */
package org.waypost.smtp.monitor;
