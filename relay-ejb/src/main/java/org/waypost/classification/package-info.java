/**
 * Says what a reply means for the address and for the sender: whether the mailbox does not exist,
 * is full, whether the sender is blocked. By rules: those that are shipped ({@code rules.txt}), and
 * those of administrators, which come first unless they say otherwise.
 *
 * <p>Safe for use by any number of threads. To classify blocks nothing, and takes a time linear in
 * the text; to manage rules asks the database.
 */
package org.waypost.classification;
