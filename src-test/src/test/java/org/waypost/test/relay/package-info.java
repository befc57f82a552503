/** The whole relay from outside: mail goes in by SMTP or REST, and comes out at real servers. */
package org.waypost.test.relay;
