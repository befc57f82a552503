/**
 * What administrators do to parked mail: to one message, to a selection, to all.
 *
 * <p>Everything is written by the ledger, a chunk of groups at a time, together with the trace and
 * with how far the job is; a process that dies in between goes on with the next chunk, and no chunk
 * is done twice. A group that a worker has in its hands is left alone, and its turn comes after its
 * attempt. Callable on any thread, without a transaction. Fails with StoreException when the
 * database does.
 */
package org.waypost.operations;
