/**
 * Problem details (RFC 9457): the one shape of every error that leaves {@code /api}.
 *
 * <p>A problem never carries a stack trace, a class name or text of an unexpected exception.
 */
package org.waypost.web.problem;
