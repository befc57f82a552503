/**
 * The client's side of SASL (RFC 4422): what Jakarta Mail knows, and SCRAM-SHA-256. An exchange
 * belongs to one session and one thread, and does no input or output itself.
 */
package org.waypost.smtpclient.sasl;
