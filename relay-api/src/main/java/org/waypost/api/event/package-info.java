/**
 * What becomes of mail, as applications are told of it: on the topic {@code waypost.events}, by
 * webhooks and by contributions that listen.
 *
 * <p>Values only: immutable, safe for use by any number of threads. What makes no sense is refused
 * with {@link IllegalArgumentException} when a value is made.
 */
package org.waypost.api.event;
