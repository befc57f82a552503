/** The console in a real browser. */
package org.waypost.test.console;
