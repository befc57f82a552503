/**
 * Plug-ins: found (in the data folder, and among the libraries of the deployment), understood by
 * Equinox's extension registry, configured by administrators, and called behind limits.
 *
 * <p>The parts of the relay that call extensions hold a {@link org.waypost.extensions.Slot}, which
 * costs one read of a field while nothing is enabled. A {@link org.waypost.extensions.Active} calls
 * on threads of its own, within its time limit and its bulkhead, and answers with a value: what a
 * plug-in throws never passes. Everything here is safe for use by any number of threads, without a
 * transaction. A plug-in that cannot be used is kept with its error; only Waypost's own must be
 * right, or the relay does not start.
 */
package org.waypost.extensions;
