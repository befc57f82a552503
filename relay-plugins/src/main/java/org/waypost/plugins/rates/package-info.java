/**
 * How many messages a sender may send in a time, counted over all nodes.
 *
 * <p>The counts are in the shared state of the configuration. For any number of threads.
 */
package org.waypost.plugins.rates;
