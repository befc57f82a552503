/**
 * A running node: puts the parts together, starts and stops them in order, and is the only place
 * that knows the container: beans, timers, transactions, look-ups.
 */
package org.waypost.node;
