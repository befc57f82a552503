/**
 * How applications hand mail to Waypost over JMS: the names of queues and properties, messages for
 * the queue {@code waypost.submit}, and the reader of what is answered.
 *
 * <p>Needs the JMS API alone. A submission is built by one thread; what it makes belongs to the
 * session or context that it was made with, and joins its transaction. Bad values are refused with
 * {@link java.lang.IllegalArgumentException} where that is known before sending; everything else is
 * checked by Waypost, which answers to {@code JMSReplyTo}.
 */
package org.waypost.api.jms;
