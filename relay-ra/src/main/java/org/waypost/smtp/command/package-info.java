/**
 * The commands and extensions of the server, one class each, and {@code StandardDialect}, which
 * says which of them are spoken. They keep no state; a rule of the protocol stands where it is
 * kept.
 */
package org.waypost.smtp.command;
