/**
 * Finds the parts of a message (RFC 2045, RFC 2046), also within nested messages, and where they
 * stand, in one pass over its octets.
 *
 * <p>Lenient as mail readers are: what is not well-formed is still walked through. Bounded: a
 * message with more parts or deeper nesting than the limits is a {@link
 * org.waypost.plugins.message.TooLongException}. Nothing is kept but where parts stand, and their
 * headers.
 */
package org.waypost.plugins.mime;
