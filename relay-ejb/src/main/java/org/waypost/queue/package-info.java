/**
 * What travels through the JMS queue: mail on its way out, and claim checks for parked mail that is
 * due.
 *
 * <p>Mail is one persistent {@code BytesMessage} for each destination group: the envelope and what
 * the trace needs in properties, the message as body, octet for octet. Everything here uses the JMS
 * API alone. Sending joins the caller's transaction.
 */
package org.waypost.queue;
