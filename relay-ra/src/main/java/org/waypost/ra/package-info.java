/**
 * The SMTP server as a Jakarta Connectors 2.1 resource adapter: the container starts it, activates
 * endpoints on it, and stops it.
 *
 * <p>An activation binds its address at once and lets clients wait until the endpoint is ready.
 * Endpoint calls run on the container's work threads, a bounded number at a time, the rest waiting
 * in order; a call that waits too long, that the container has no thread for, or that fails is
 * answered with a temporary refusal. A message is confirmed only after its transaction is known to
 * be committed.
 *
 * <p>An adapter instance owns nothing but its activations, since some servers make several
 * instances.
 */
package org.waypost.ra;
