/** Pages of lists: every list that a service answers with is one page of a bounded size. */
package org.waypost.paging;
