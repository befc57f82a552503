/**
 * Lists of addresses in the DNS (RFC 5782): of bad clients (DNSBL) and of good ones (DNSWL), with
 * weights.
 *
 * <p>The lists are asked side by side, within one time limit; one that does not answer says
 * nothing. For any number of threads.
 */
package org.waypost.plugins.dnslists;
