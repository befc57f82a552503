/** Certificates and HTTPS servers for tests of the way out. */
package org.waypost.test.tls;
