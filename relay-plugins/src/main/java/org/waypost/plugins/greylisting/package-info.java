/**
 * Greylisting (RFC 6647): mail of senders that are not known yet is refused for now, as those who
 * mean it come again.
 *
 * <p>What is known is in the shared state of the configuration: durable, the same on all nodes, and
 * forgotten by itself. For any number of threads.
 */
package org.waypost.plugins.greylisting;
