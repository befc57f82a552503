/**
 * Delivery: one attempt for one destination group, and what follows from it.
 *
 * <p>A worker takes a message from the queue, resolves its next hops, hands it over, writes the
 * outcome (and parks what was deferred, and the notification for what failed) in one ledger work,
 * and acknowledges only when that is on disk. When the process dies in between, the queue delivers
 * the message again: an attempt that is in the trace is not made twice. What remains is the window
 * between a next hop's acceptance and the outcome on disk; what comes out of the queue again in it
 * is counted.
 */
package org.waypost.delivery;
