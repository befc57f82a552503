/**
 * The database: opening it, its schema, and writing to it in group commits.
 *
 * <p>{@link org.waypost.store.Ledger} is the one door for writing. Works from any number of threads
 * are gathered, run in the order of their arrival by one writer thread, and committed together; a
 * work's future completes only after the commit is on disk, so whoever waits for it may promise
 * what it wrote. Works hold no JTA transaction. When the database is away, the writer tries again
 * until it is back; a work that the database refuses fails alone.
 *
 * <p>Times are stored as milliseconds since 1970-01-01T00:00Z.
 */
package org.waypost.store;
