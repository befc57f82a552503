/**
 * Intake: checks mail that is handed in, puts the trace header on top, and hands it to the queue.
 *
 * <p>Every way in (SMTP, REST, JMS) ends here. {@link org.waypost.intake.Intake#accept} joins the
 * caller's transaction; Waypost is responsible for the mail when that is committed. Nothing here
 * writes SQL before that, and nothing changes an octet of what was handed in.
 */
package org.waypost.intake;
