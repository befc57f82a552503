/**
 * The PROXY protocol, with which a proxy says whose connection it passes on, before the first octet
 * of that connection. It knows channels, but no SMTP.
 *
 * <p>All of it runs on the event loop of the channel. What is not a header, or does not come in
 * time, closes the connection, and is logged in one line.
 */
package org.waypost.smtp.proxy;
