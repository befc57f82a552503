/**
 * Parked mail: what cannot be delivered right now, in SQL with its body, its due time and its
 * state.
 *
 * <p>A parked row is one destination group of a message. When it is due, a claim check (its key and
 * the number of the attempt) goes through JMS; the worker that raises the row's attempt number to
 * that of its claim check delivers it, every other copy is dropped.
 */
package org.waypost.parking;
