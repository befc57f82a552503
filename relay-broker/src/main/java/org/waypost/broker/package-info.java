/**
 * The message broker as a resource of the server: the Artemis resource adapter, which starts an
 * embedded Artemis broker for itself unless it is told to use an external one.
 *
 * <p>Promises: a persistent message whose send or commit has returned survives the end of the
 * process and of the machine; nothing is dropped, expired or moved to a dead letter queue, however
 * full the broker is; no network port is open unless {@code WAYPOST_JMS_ACCEPTOR} names one.
 *
 * <p>The broker belongs to its data folder and not to an instance of the resource adapter, because
 * servers start more than one: {@link org.waypost.broker.EmbeddedBroker} counts its users. The
 * container calls {@code start} and {@code stop} on threads of its own, in any order of instances.
 *
 * <p>Fails: a data folder in use by another process, or a journal that cannot be read, fails the
 * start of the resource adapter and so the deployment. A disk that is nearly full fails sends, at
 * once, with {@code jakarta.jms.JMSException}; what is queued is delivered on.
 */
package org.waypost.broker;
