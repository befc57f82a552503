/** Who may sign in: users with hashed passwords in the database, sign-in throttled. */
package org.waypost.identity;
