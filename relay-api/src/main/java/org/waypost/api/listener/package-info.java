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
 * The SMTP server's listeners as an application manages them: definitions that it gives, and the
 * state that it gets to see. The way there is {@link
 * org.waypost.api.listener.SmtpServerConnectionFactory}, a connection factory of the resource
 * adapter.
 */
package org.waypost.api.listener;
