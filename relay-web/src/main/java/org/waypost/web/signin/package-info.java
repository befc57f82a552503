/**
 * Who is there: HTTP Basic for {@code /api}, a form and a session for the console.
 *
 * <p>The two never mix: a session's cookie is not looked at below {@code /api}, so no page of
 * another site can act through it, and Basic credentials open no console session. What needs
 * sign-in is declared in web.xml; the mechanism here only says who asks. Passwords are checked, and
 * guesses slowed down, by {@code org.waypost.identity.Accounts}.
 */
package org.waypost.web.signin;
