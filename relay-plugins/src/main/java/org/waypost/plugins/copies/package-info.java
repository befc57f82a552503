/**
 * Copies of mail for archives: further recipients, of whom nobody is told.
 *
 * <p>For any number of threads.
 */
package org.waypost.plugins.copies;
