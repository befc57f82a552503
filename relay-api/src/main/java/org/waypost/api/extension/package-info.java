/**
 * The extension points: interfaces that plug-ins implement, and the values that go in and out.
 *
 * <p>A plug-in is a JAR with a {@code plugin.xml} at its root. It compiles against this module
 * alone; its classes are loaded by a class loader of its own, whose parent shows the JDK, the
 * Jakarta APIs and {@code org.waypost.api}, and nothing else of the relay.
 *
 * <p><b>Life.</b> Waypost makes an instance by its public constructor without parameters when it is
 * first needed, calls {@link org.waypost.api.extension.Extension#start} once, uses it from any
 * number of threads at a time, and calls {@link org.waypost.api.extension.Extension#stop} when its
 * configuration has changed or the relay stops. Every configuration of a contribution has an
 * instance of its own; a changed configuration gets a new instance, so parameters never change
 * under a call.
 *
 * <p><b>Threads and time.</b> Calls come on threads of Waypost's, without a transaction, at most as
 * many at a time as the configuration allows ({@code concurrency}). A call that takes longer than
 * its {@code timeout} is interrupted and counts as failed; until it returns it still holds its
 * place. What an implementation waits for should have a limit of its own.
 *
 * <p><b>Failures.</b> Whatever is thrown, and a call that finds no place or no end in time, is
 * treated as the configuration says ({@code onFailure}): as if there were no such contribution, by
 * a temporary refusal, or by holding the mail. It is counted and shown with the contribution.
 * Decisions are values, never exceptions.
 */
package org.waypost.api.extension;
