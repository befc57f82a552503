/**
 * Takes stored mail apart for reading, and serves its pieces to a browser.
 *
 * <p>Mail is hostile input. Its HTML is only ever served by {@link
 * org.waypost.web.mailview.MailServlet}, with a policy that sandboxes it (no script, no origin) and
 * loads nothing from anywhere; the console shows it in a sandboxed frame. The policy is the
 * defence; that active elements are renamed first is a second one. Attachments are downloads, never
 * pages.
 *
 * <p>Bounds: 200 parts, 20 levels, 1 MiB of each text, 10,000 lines that look like boundaries;
 * messages over 256 KiB are read through a temporary file, so memory does not grow with them.
 * Malformed mail is shown as far as it can be read, and its source always.
 */
package org.waypost.web.mailview;
