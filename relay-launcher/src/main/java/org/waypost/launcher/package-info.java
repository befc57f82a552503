/**
 * The main program of the Payara Micro bundle.
 *
 * <p>Promises: either every part of the relay runs, or the process ends with one line on standard
 * error that says why, and an exit code other than 0. Payara Micro on its own logs a deployment
 * that failed and keeps running without it.
 *
 * <p>SIGTERM and Ctrl-C stop the application first and its resource adapters after it, so that what
 * is in delivery is finished or given back to the queue while the broker still runs.
 */
package org.waypost.launcher;
