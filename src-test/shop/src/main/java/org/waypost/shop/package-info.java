/**
 * A shop beside Waypost, as an example of what an application does with it: it sends confirmations
 * in the transaction that writes the order, notes from the events what became of them, and opens
 * tickets from mail that comes in.
 *
 * <p>Everything is kept in a database in memory, and gone when the server stops.
 */
package org.waypost.shop;
