/**
 * Aliases and virtual domains: whom mail to an address is really for. Decided when mail comes in,
 * from memory, so that no look-up is on its way; kept in the database, edited through REST, in
 * effect on every node within 2 seconds.
 *
 * <p>What cannot be resolved (a loop, nobody of that name) is a reply, and never an exception.
 */
package org.waypost.aliases;
