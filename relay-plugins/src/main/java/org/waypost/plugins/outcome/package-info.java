/**
 * What becomes of mail that a filter has something to say about, as administrators choose it.
 *
 * <p>Values without state, for any thread.
 */
package org.waypost.plugins.outcome;
