/**
 * The real relay as a process of its own, started the way a user starts it: by {@code bin/waypost},
 * on its own data folder and its own ports, configured by environment variables.
 *
 * <p>Every wait is bounded, and a failure carries the end of the process's output. A process that a
 * test forgets ends with the JVM of the tests. The two system properties that a build sets are
 * {@code waypost.root} (the repository) and {@code waypost.logs} (a folder for what the processes
 * print).
 */
package org.waypost.test.process;
