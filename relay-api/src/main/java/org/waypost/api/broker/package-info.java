/**
 * What the embedded broker asks the relay about clients of its acceptor.
 *
 * <p>The broker and the relay are started by the container, each for itself; they meet in the
 * holder of their data folder. Nobody comes in before the relay answers, or after it has stopped.
 */
package org.waypost.api.broker;
