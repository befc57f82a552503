/**
 * A DNS server for tests: real packets over UDP and TCP on a loopback port, answers that the test
 * sets, faults for the names that the test chooses, and a log of what was asked.
 *
 * <p>The records may change while the server runs, from any thread; a question sees either the old
 * or the new state of a name. Two threads of the server answer, and end with {@code close}.
 */
package org.waypost.test.dns;
