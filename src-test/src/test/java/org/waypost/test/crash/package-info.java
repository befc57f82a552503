/** What is left after the relay was killed. */
package org.waypost.test.crash;
