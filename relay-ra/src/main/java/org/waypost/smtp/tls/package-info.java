/**
 * TLS of the SMTP server: certificates from a folder, chosen by the name that a client asks for and
 * read again when a file changes, and the facts of a connection that is secured.
 *
 * <p>Whoever runs the server opens one {@link org.waypost.smtp.tls.CertificateStore} for all its
 * listeners and closes it behind them. Its methods may be called on any thread; those that read
 * files say so. Reading goes on threads of the store, as do the computations of a handshake, so
 * that event loops do neither.
 *
 * <p>What cannot be read never takes away what is in use: it is told in a {@link
 * org.waypost.api.listener.CertificateStatus}, and logged once.
 */
package org.waypost.smtp.tls;
