/**
 * The client of SpamAssassin's daemon (SPAMC/1.5), over TCP or a UNIX socket.
 *
 * <p>The message goes there in blocks. What comes back is bounded: header fields and names of tests
 * in memory, a rewritten message to a stream of the caller's. A call blocks until the answer is
 * there, or its limit is over; what fails, also spamd's own errors, is an {@link
 * java.io.IOException}.
 */
package org.waypost.plugins.spamd;
