/**
 * What comes back about mail that has left: bounces (RFC 3464, and the forms of systems that do not
 * keep to it), delays, complaints (RFC 5965), automatic answers. It is read, matched to the message
 * and the recipient in the trace, and noted there.
 *
 * <p>What is read may be hostile: the first 512 KiB are looked at, 64 parts, 8 levels, 200 fields
 * of a header; nothing is believed of a message that the trace does not know to have had that
 * recipient. Runs on delivery workers; writes through the ledger, and writes the same when it runs
 * again. Database faults are thrown as {@link org.waypost.store.StoreException}; what cannot be
 * understood is a result.
 */
package org.waypost.returns;
