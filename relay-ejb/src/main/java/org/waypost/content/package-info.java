/** The bytes of captured and parked mail, in the database in blocks. */
package org.waypost.content;
