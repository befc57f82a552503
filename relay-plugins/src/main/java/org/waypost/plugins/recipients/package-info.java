/**
 * Whether recipients exist, asked of who knows: the server behind the relay, or a directory.
 *
 * <p>Answers are remembered in memory for a time, within a bound. What cannot be asked is a failure
 * of the policy, which its configuration treats. For any number of threads.
 */
package org.waypost.plugins.recipients;
