/**
 * Mail that applications hand in as data or as bytes: checked, built, and given to the same intake
 * as mail from SMTP.
 */
package org.waypost.submission;
