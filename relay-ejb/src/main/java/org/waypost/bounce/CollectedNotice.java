package org.waypost.bounce;

import java.time.Instant;

/**
 * What a sender is told of one recipient of one message, together with others.
 *
 * @param messageId of the message
 * @param recipient the forward-path
 * @param action failed, delayed, relayed or delivered
 * @param reply what was said
 * @param at when it happened
 */
public record CollectedNotice(
    String messageId, String recipient, String action, String reply, Instant at) {}
