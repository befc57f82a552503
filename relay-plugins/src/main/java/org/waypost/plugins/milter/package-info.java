/**
 * The MTA's side of the milter protocol, version 6, over TCP or a UNIX socket.
 *
 * <p>A message that is there as a whole is told to a milter step by step, as if it came in just
 * now; the milter's verdict and what it changes are values. Connections that ended in order are
 * kept for the next message. A call blocks until the verdict is there, or a limit is over; what
 * fails is an {@link java.io.IOException}, as is a milter that breaks the protocol. The protocol is
 * that of Sendmail's libmilter (its {@code mfdef.h} names the codes).
 */
package org.waypost.plugins.milter;
