/**
 * Certificates and keys in PEM: what the ports show, and how changed files are taken over.
 *
 * <p>Start at {@link dev.compresh.gateway.tls.ReloadedCertificate}. Must not know requests.
 */
@NullMarked
package dev.compresh.gateway.tls;

import org.jspecify.annotations.NullMarked;
