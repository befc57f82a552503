/**
 * Webhooks: events by HTTP POST, for applications without JMS. Hooks are definitions of
 * administrators; the events that one asks for are noted in the table {@code webhook_delivery} in
 * the ledger work that takes them from the outbox, and sent from there in their order.
 *
 * <p>An event is sent at least once; one that the hook does not take holds back those after it, so
 * that their order stays, and is tried again after growing pauses, until it is given up. Each hook
 * has a thread of its own while there is something to send, and one node at a time sends for it. No
 * POST goes to an address that is not public, unless the hook allows that: the address is looked at
 * that is connected to.
 */
package org.waypost.webhooks;
