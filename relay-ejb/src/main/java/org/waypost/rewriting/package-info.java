/**
 * Senders that are rewritten on the way out: SRS, so that forwarded mail passes SPF at the next
 * hop, and VERP, so that a bounce says by its address which message came back from whom.
 *
 * <p>Both are signed with a secret that all nodes share, so that nobody makes Waypost forward mail
 * or believe in bounces by inventing addresses. Pure computation: no look-up, safe on any thread;
 * what is not one of our addresses is empty, and never an exception.
 */
package org.waypost.rewriting;
