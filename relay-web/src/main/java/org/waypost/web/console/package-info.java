/**
 * The pages of the console: what each reads from its request, asks the services, and shows.
 *
 * <p>A page is a request-scoped bean. Its filter is in the URL, and is read strictly into a value;
 * what cannot be read is told on the page and does not restrict. Actions name their message by id,
 * never by its place in a list that may have moved on, and end in a redirect to the same filter.
 */
package org.waypost.web.console;
