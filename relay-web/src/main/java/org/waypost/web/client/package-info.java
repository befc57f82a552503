/** Who is at the other end of a request, when reverse proxies stand between. */
package org.waypost.web.client;
