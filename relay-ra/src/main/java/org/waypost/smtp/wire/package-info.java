/**
 * What SMTP looks like in octets: command lines, message data, replies. No state of a session, no
 * thread, no decision; only the strict rules of RFC 5321 2.3.8 and 4.1.1.4 about line ends.
 *
 * <p>Every reader gives the same result however the network cut its input into pieces.
 */
package org.waypost.smtp.wire;
