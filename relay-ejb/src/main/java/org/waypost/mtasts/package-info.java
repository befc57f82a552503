/**
 * MTA-STS (RFC 8461): which mail exchangers a domain has, and that they speak TLS, as the domain
 * says by HTTPS.
 *
 * <p>Workers ask {@link org.waypost.mtasts.StsPolicies#find} before each delivery to a domain's
 * exchangers: it reads memory, the DNS (cached there), and at most once for a domain the database.
 * Policies are fetched on threads of their own; a worker waits for one 5 seconds at most, and only
 * when nothing is known of the domain yet. What goes wrong is a value, never an exception.
 */
package org.waypost.mtasts;
