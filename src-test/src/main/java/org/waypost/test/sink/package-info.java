/**
 * An SMTP server for tests, which keeps what it gets and misbehaves as its script says.
 *
 * <p>One thread a connection, so some hundred connections at a time. A script is asked on the
 * connection's thread, by many connections at once. What a sink keeps, it keeps in memory, and it
 * keeps it before it answers: its list is the truth about what was handed over. Breaches of the
 * protocol by the client (bare line feeds, 8-bit data that was not announced, …) are not refused
 * but noted in {@code violations()}, for the test to demand that there are none.
 */
package org.waypost.test.sink;
