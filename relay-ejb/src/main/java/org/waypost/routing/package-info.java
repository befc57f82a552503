/**
 * Routing: which way a recipient's mail takes. Routes are immutable values; deciding needs no
 * look-up in DNS and never blocks.
 */
package org.waypost.routing;
