/** Whether the node can do its work, told to whoever asks from outside. */
package org.waypost.health;
