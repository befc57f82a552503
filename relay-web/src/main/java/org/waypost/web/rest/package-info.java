/**
 * REST under {@code /api/v1}: thin over the services of relay-ejb, without a session.
 *
 * <p>Parameters and bodies are read strictly: what is not known or not of its type is answered with
 * 400 and the name of the field, never guessed. All errors are {@link org.waypost.web.problem}s.
 * {@code openapi.json} beside this package describes every operation; a test compares the two.
 */
package org.waypost.web.rest;
