/**
 * TLS reports (RFC 8460): how sessions with the exchangers of a domain were secured, counted for a
 * day, and told to the domain if it asks for that.
 *
 * <p>Counting happens on the workers' threads in memory; the counts go to the database every 10
 * seconds, and those of the last seconds are lost with a process that is killed. Reports are made
 * and sent by one node each, on the thread of the container's timer. Nothing is counted of reports
 * themselves: they go out with {@code TLS-Required: No}, and such mail is not counted.
 */
package org.waypost.tlsreport;
