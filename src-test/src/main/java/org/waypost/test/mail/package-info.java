/** Mails to test with: octets with CRLF line ends, each of a kind that a relay may spoil. */
package org.waypost.test.mail;
