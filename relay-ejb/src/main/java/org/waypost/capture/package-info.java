/** Capture mode: the last step stores the mail for the console instead of sending it. */
package org.waypost.capture;
