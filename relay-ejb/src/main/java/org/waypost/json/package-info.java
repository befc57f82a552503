/**
 * Reads JSON that people write: every member by its type, and nothing that is not known. Values
 * only; safe on any thread. What is wrong is an {@link org.waypost.json.InvalidMemberException}
 * that names the member, which REST answers with.
 */
package org.waypost.json;
