/** Whether the node is fit to work. Never throws: what cannot be checked is down, and says why. */
package org.waypost.health;
