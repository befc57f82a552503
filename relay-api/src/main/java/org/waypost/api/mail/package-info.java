/**
 * The value types of mail: addresses, status codes, replies, verdicts, message ids.
 *
 * <p>Everything here is immutable, validated when it is made, and free of any server type. CR, LF
 * and NUL, and every character that turns into one of them when it is narrowed to a byte, stop at
 * this border: whatever holds an {@link org.waypost.api.mail.EmailAddress} may write it to a wire.
 * Bad values are refused with {@link java.lang.IllegalArgumentException} whose message names what
 * is wrong, never with a half-made value.
 */
package org.waypost.api.mail;
