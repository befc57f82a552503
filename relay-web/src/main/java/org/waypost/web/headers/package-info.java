/**
 * What every answer carries, and which requests are refused before anything looks at them: the
 * browser's side of the defence.
 */
package org.waypost.web.headers;
