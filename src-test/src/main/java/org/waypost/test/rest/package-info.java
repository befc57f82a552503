/**
 * A client of the REST API for tests: one call, one answer, no retries; every call is bounded in
 * time. Safe for use by several threads.
 */
package org.waypost.test.rest;
