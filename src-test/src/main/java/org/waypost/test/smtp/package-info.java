/**
 * An SMTP client for tests, octet by octet: it sends exactly what the test says, and shows exactly
 * what came back. Not safe for use by several threads; every wait is bounded.
 */
package org.waypost.test.smtp;
