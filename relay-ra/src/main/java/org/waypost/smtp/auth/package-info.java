/**
 * AUTH (RFC 4954): the SASL mechanisms that a client may sign in with, one class each, and the
 * command that leads it through their exchange.
 *
 * <p>A mechanism only reads and writes its messages and says, step by step, what is to happen next;
 * the application decides. Mechanisms keep no state and run on the event loop of the session. What
 * a client sends as a name or a password comes into no log and no reply; it goes to the application
 * as it came in, in UTF-8, which prepares it (RFC 4013) where it compares it.
 *
 * <p>A message that is malformed ends the exchange with 501 and counts as a breach of the protocol;
 * credentials that are not right end it with 535, later every time.
 */
package org.waypost.smtp.auth;
