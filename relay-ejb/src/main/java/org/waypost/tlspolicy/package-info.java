/**
 * TLS policies as administrators define them: what is demanded of connections to a destination or a
 * host. They are data in the database, edited through REST, and in effect on every node within 2
 * seconds.
 *
 * <p>Workers ask a snapshot in memory, which never blocks. A change is written first and then
 * applied. Callable on any thread, without a transaction.
 */
package org.waypost.tlspolicy;
