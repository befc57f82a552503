/**
 * What REST and the console tell of an action on parked mail, in the same terms.
 *
 * <p>Called on requests' threads, without a transaction.
 */
package org.waypost.web.parked;
