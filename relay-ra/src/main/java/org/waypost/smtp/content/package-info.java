/**
 * The content of a message while it is received and decided about: in memory up to a threshold and
 * a budget that all sessions share, else in a temporary file.
 *
 * <p>A {@code ContentWriter} belongs to one thread, the session's event loop; it hands disk writes
 * to another executor and never blocks. What it makes belongs to whoever asked for it, may be read
 * on any thread, and has to be closed, which gives back memory and deletes the file.
 */
package org.waypost.smtp.content;
