/**
 * The administration port: health, metrics and what runs.
 *
 * <p>Start at {@link dev.compresh.admin.AdminHandler}. Served by the gateway's server on a port of
 * its own, loopback unless the operator opens it.
 */
@NullMarked
package dev.compresh.admin;

import org.jspecify.annotations.NullMarked;
