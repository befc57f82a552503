/**
 * Octets that nobody else may know: random ones that all nodes on a database share, and what
 * administrators entrust to Waypost, sealed before it is stored. Safe for use by any number of
 * threads. A seal that was made with another key is an exception that says so.
 */
package org.waypost.secrets;
