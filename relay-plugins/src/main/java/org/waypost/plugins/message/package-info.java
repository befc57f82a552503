/**
 * Reads messages (RFC 5322) as far as filters need it, leniently and within bounds, and keeps every
 * octet where it was.
 *
 * <p>Pure functions and values, for any thread. What cannot be read is taken for text, never an
 * error; what is over a bound is a {@link org.waypost.plugins.message.TooLongException}.
 */
package org.waypost.plugins.message;
