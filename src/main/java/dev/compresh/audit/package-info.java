/**
 * Who did what, when, from where: lines that are only ever added.
 *
 * <p>Start at {@link dev.compresh.audit.AuditLog}. Knows {@code store} alone, so that every feature
 * can write its line in the transaction of its change; must not know what the features are.
 */
@NullMarked
package dev.compresh.audit;

import org.jspecify.annotations.NullMarked;
