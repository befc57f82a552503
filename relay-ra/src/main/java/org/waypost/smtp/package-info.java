/**
 * The SMTP server: listeners on Netty. It knows the value types of relay-api and no Jakarta type.
 *
 * <p>A listener is bound, opened once the application is ready, and closed in order. Everything of
 * a session happens on its event loop, which never blocks: the application's decisions come back
 * through futures from whatever thread made them, and disk writes happen on a thread of their own.
 *
 * <p>A fault of the application, of the disk or of a client ends at most that client's session;
 * what can be said to the client is said with a 4xx or 5xx reply.
 */
package org.waypost.smtp;
