/**
 * The suppression list: addresses that are not sent to, because mail to them failed or its receiver
 * complained, or because an administrator says so.
 *
 * <p>Whether an address is on it is asked for every recipient, at intake and before every attempt,
 * so it is looked up in memory: 8 bytes for each entry, a hash. Only what is found there is looked
 * up in the database, which has the last word. Every node looks for new entries every 2 seconds;
 * what was removed needs no telling. Entries are written in the ledger work of the failure that
 * they follow from. Safe for use by any number of threads.
 *
 * <p>When the database does not answer, {@link org.waypost.store.StoreException} is thrown.
 */
package org.waypost.suppression;
