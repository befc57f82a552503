/**
 * Connections to services that look at mail: over TCP and UNIX sockets, with a limit to every wait.
 *
 * <p>A connection belongs to one thread at a time. What fails is an {@link java.io.IOException}: a
 * limit that is over a {@link java.net.SocketTimeoutException}, an interrupt an {@link
 * java.io.InterruptedIOException}. Only the JDK's look-up of a host's name has no limit of its own.
 */
package org.waypost.plugins.wire;
