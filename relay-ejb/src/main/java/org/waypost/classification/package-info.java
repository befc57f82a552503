/**
 * Says what a reply means for the address and for the sender: whether the mailbox does not exist,
 * is full, whether the sender is blocked. By rules: those of administrators first, then those that
 * are shipped ({@code rules.txt}).
 *
 * <p>Safe for use by any number of threads; nothing blocks. A rule whose expression takes too long
 * on a text does not match it.
 */
package org.waypost.classification;
