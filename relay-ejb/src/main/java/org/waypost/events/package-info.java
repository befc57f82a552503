/**
 * Events: every change in the life of a message, written into the table {@code event_outbox} in the
 * very ledger work that writes the change, and from there published to the topic {@code
 * waypost.events} and handed to whoever else is told.
 *
 * <p>Nothing is written while nobody may listen. What is written is told at least once, those of
 * one message in their order, also over a crash: it is deleted after it was committed to the topic.
 * One node publishes at a time. While the topic does not take events they wait in the table, up to
 * a limit; beyond it new ones are dropped, counted and logged.
 *
 * <p>{@link org.waypost.events.EventLog} is called on the ledger's thread, the publisher on one of
 * the container's scheduler.
 */
package org.waypost.events;
