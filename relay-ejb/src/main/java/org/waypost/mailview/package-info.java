/**
 * Takes mail apart for reading.
 *
 * <p>Mail is hostile input. Bounds: 200 parts, 20 levels, 1 MiB of each text, 10,000 lines that
 * look like boundaries; messages over 256 KiB are read through a temporary file, so memory does not
 * grow with them. Malformed mail is told as far as it can be read.
 *
 * <p>An opener is safe for use by any number of threads; what it opens is for one.
 */
package org.waypost.mailview;
