/**
 * An SMTP session: its state, the order of its commands, and the interfaces that commands and
 * extensions implement.
 *
 * <p>All of it runs on the event loop of the session's channel. A command that needs the
 * application starts a call and returns; the session then obeys nothing more until the answer is
 * there, and stops reading from the network when its client sends on. Replies go out in the order
 * of the commands, and those of a pipelined group together.
 *
 * <p>An exception of a command ends the session with 421 and is logged; the listener goes on.
 */
package org.waypost.smtp.session;
