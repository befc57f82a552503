/**
 * Says beforehand which way mail would take, and why: aliases, routes, the sender it would leave
 * with, what the DNS says, and how connections would be secured. Nothing is sent and nothing is
 * stored. Callable on any thread, without a transaction; waits for the DNS where that is asked,
 * within its time-outs.
 */
package org.waypost.explain;
