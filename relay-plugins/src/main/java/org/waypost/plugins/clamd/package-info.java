/**
 * The client of ClamAV's daemon: has a message looked at with {@code INSTREAM}, over TCP or a UNIX
 * socket.
 *
 * <p>The message goes there in blocks; nothing is kept in memory. A call blocks until the answer is
 * there, or its limit is over. A fault of the connection is an {@link java.io.IOException}; what
 * clamd says, also that it cannot, is a {@link org.waypost.plugins.clamd.ClamdAnswer}.
 */
package org.waypost.plugins.clamd;
