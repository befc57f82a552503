/** The example application beside a real relay. */
package org.waypost.test.shop;
