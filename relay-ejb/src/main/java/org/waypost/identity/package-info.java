/**
 * Who may sign in: users with hashed passwords in the database, access tokens, client certificates.
 * The same users for SMTP, REST and console.
 *
 * <p>Promises: tries made at the same time have no more guesses among them than tries made one
 * after the other, and keep at most two processors busy. A try waits some seconds for those before
 * it, on its caller's thread, and is throttled when they take longer. Failures slow, then lock; a
 * lock is in the database, so it holds on every node and after a restart. A changed or disabled
 * account ends what was granted for it at the next look, on every node. Nothing tells a client
 * whether an account exists.
 *
 * <p>Called on any thread, without a transaction.
 *
 * <p>Fails: a sign-in while the database is away is answered as unavailable, and counts as no try;
 * everything else throws {@link org.waypost.store.StoreException}.
 */
package org.waypost.identity;
