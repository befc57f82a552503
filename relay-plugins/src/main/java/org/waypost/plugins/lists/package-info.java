/**
 * Lists of senders and recipients that administrators keep: who is refused, who is well known.
 *
 * <p>Answers from memory. For any number of threads.
 */
package org.waypost.plugins.lists;
