/**
 * Rules that match, add, remove and rewrite header fields, and decide on mail by them.
 *
 * <p>Patterns are those of RE2, whose time is linear in the text. For any number of threads.
 */
package org.waypost.plugins.headers;
