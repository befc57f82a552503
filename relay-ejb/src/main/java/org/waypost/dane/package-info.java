/**
 * DANE for SMTP (RFC 7672, RFC 7671, RFC 6698): what a domain says in its signed zone of the
 * certificates of its mail hosts.
 *
 * <p>Called by delivery workers before they connect, and by the TLS handshake; look-ups block for a
 * bounded time, as those of {@link org.waypost.dns} do, and are cached there. Thread-safe, and
 * never exceptional for what the DNS or a peer does: a look-up that failed is a value too, and the
 * host it is about is not to be used until it succeeds.
 */
package org.waypost.dane;
