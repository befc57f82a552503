/**
 * Takes submissions from the queue {@code waypost.submit}.
 *
 * <p>One message is consumed, its mail queued, and its answer sent, in one transaction, which the
 * caller has begun: all of it happens, once, or nothing. What is invalid goes to the queue {@code
 * waypost.submit.rejected} in the same transaction, with its body and properties. What cannot be
 * taken now is left in the queue, which offers it again after a pause that grows. Any number of
 * threads may call, each with messages of its own.
 */
package org.waypost.submission.jms;
