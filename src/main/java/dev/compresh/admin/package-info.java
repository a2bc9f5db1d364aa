/**
 * The administration port: health, metrics and the API of what can be administered, one class of
 * routes per feature.
 *
 * <p>Start at {@link dev.compresh.admin.AdminHandler}. Served by the gateway's server on a port of
 * its own, loopback unless the operator opens it. Routes call the features' services; rules and SQL
 * are the features' own.
 */
@NullMarked
package dev.compresh.admin;

import org.jspecify.annotations.NullMarked;
