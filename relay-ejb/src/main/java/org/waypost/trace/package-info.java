/**
 * The trace: what became of every message, kept in SQL for console and REST.
 *
 * <p>Outcomes are written in group commits before their JMS message is acknowledged, so the trace
 * never claims less than what happened. The entry of an acceptance may lag by a second; the outcome
 * carries everything, so nothing is missing after a crash.
 */
package org.waypost.trace;
