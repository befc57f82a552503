/**
 * What machines ask without signing in: health and metrics.
 *
 * <p>Both hold figures and states only, no address and no text of a mail. They are served on the
 * console's port, which is bound to the loopback address unless {@code WAYPOST_BIND} says
 * otherwise.
 */
package org.waypost.web.ops;
