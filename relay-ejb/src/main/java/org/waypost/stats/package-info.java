/** Counters and gauges of the relay, for the dashboard, REST and Prometheus. */
package org.waypost.stats;
