/**
 * Who may sign in: users with hashed passwords in the database, sign-in throttled.
 *
 * <p>Promises: tries made at the same time have no more guesses among them than tries made one
 * after the other, and keep at most two processors busy. A try waits some seconds for those before
 * it, on its caller's thread, and is throttled when they take longer.
 *
 * <p>Fails: with {@link org.waypost.store.StoreException} when the database does; that counts as no
 * try.
 */
package org.waypost.identity;
