/** Applications that hand mail to a relay over JMS, from another process. */
package org.waypost.test.jms;
