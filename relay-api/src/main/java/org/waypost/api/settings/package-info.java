/**
 * The settings of a Waypost node, read from system properties and the environment.
 *
 * <p>They are read here and not through the server, because the resource adapters need them before
 * there is an application, and because not every server has MicroProfile Config. The names and the
 * order (system property before environment variable) are those of MicroProfile Config.
 */
package org.waypost.api.settings;
