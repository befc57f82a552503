/**
 * Rules about the size of mail, and about the names and kinds of what is attached to it, also in
 * nested messages and ZIP archives.
 *
 * <p>For any number of threads.
 */
package org.waypost.plugins.attachments;
