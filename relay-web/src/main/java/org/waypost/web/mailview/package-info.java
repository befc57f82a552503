/**
 * Serves the pieces of stored mail to a browser.
 *
 * <p>Mail is hostile input. Its HTML is only ever served by {@link
 * org.waypost.web.mailview.MailServlet}, with a policy that sandboxes it (no script, no origin) and
 * loads nothing from anywhere; the console shows it in a sandboxed frame. The policy is the
 * defence; that active elements are renamed first is a second one. Attachments are downloads, never
 * pages. What is read of a message is bounded by {@link org.waypost.mailview}.
 */
package org.waypost.web.mailview;
