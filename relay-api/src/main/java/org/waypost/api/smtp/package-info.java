/**
 * The border between the SMTP server (a resource adapter) and the application that decides about
 * mail and stores it.
 *
 * <p>{@link org.waypost.api.smtp.SmtpEndpoint} is the message listener type of the resource
 * adapter: a message-driven bean implements it. The adapter calls it on work threads, never on a
 * thread that serves sockets, and never more often at a time than its activation allows. All types
 * handed over are immutable and may be kept, except {@link org.waypost.api.smtp.MailContent}, which
 * lives as long as the call.
 */
package org.waypost.api.smtp;
