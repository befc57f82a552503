/**
 * Suspensions by administrators: mail for a site, for a domain, of a sender, or all mail waits in
 * the database until the suspension is ended or comes to its end by itself.
 *
 * <p>They stand in the database; every node has them in memory and looks every 2 seconds for what
 * has changed, so that asking costs no more than a look into a map. While the database is away,
 * what was known before holds. Callable on any thread, without a transaction.
 */
package org.waypost.suspension;
