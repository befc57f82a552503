/**
 * Footers and disclaimers: a text at the end of what is read of a message, in its text and in its
 * HTML.
 *
 * <p>Mail that is signed or encrypted is left alone, as are nested messages and attachments. The
 * changed parts become UTF-8. For any number of threads.
 */
package org.waypost.plugins.footer;
