/**
 * Temporary files of requests, on the disk that the data is on.
 *
 * <p>Called on requests' threads. Whoever asks for a file deletes it; what a crash leaves behind is
 * deleted at the next start, by its prefix.
 */
package org.waypost.web.spool;
