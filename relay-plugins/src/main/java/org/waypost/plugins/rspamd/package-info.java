/**
 * The client of Rspamd's scanning protocol: {@code POST /checkv2} over HTTP, with what is known of
 * the envelope in fields of the request.
 *
 * <p>The message goes there in blocks, with its length said before; the answer is bounded. A call
 * blocks until the answer is there, or its limit is over; what fails is an {@link
 * java.io.IOException}.
 */
package org.waypost.plugins.rspamd;
