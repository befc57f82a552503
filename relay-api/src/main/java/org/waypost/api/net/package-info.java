/** Network addresses as an administrator writes them: CIDR networks, host and port. */
package org.waypost.api.net;
