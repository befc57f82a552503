/**
 * The SMTP server as a Jakarta Connectors 2.1 resource adapter: the container starts it, activates
 * an endpoint on it, and stops it; the application manages its listeners through a connection
 * factory.
 *
 * <p>Inbound: endpoint calls run on the container's work threads, a bounded number at a time, the
 * rest waiting in order; a call that waits too long, that the container has no thread for, or that
 * fails is answered with a temporary refusal. A message is confirmed only after its transaction is
 * known to be committed.
 *
 * <p>Outbound: a connection is a view of the server in this process. It costs nothing, takes part
 * in no transaction, and never breaks; what it changes is there when its method returns.
 *
 * <p>The server belongs to the data folder and not to an adapter instance, since some containers
 * make several instances: each leases it.
 */
package org.waypost.ra;
