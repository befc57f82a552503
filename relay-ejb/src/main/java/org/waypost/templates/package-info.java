/**
 * Message templates: stored texts with parameters, from which submissions are made. Each change of
 * a template makes another version; a submission names the template, and a version if it wants.
 *
 * <p>What is rendered is checked before anything is sent: a parameter that is missing, of the wrong
 * type or not declared, and a text that becomes too long, is a {@link
 * org.waypost.json.InvalidMemberException} that names it. HTML is escaped unless the template says
 * otherwise.
 *
 * <p>Safe for use by any number of threads, without a transaction. A database that does not answer
 * is a {@link org.waypost.store.StoreException}.
 */
package org.waypost.templates;
