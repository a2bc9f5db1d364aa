/**
 * The kinds of provider, one class each: name, address, credentials, APIs, families of models.
 *
 * <p>Start at {@link dev.compresh.vendor.ProviderKind}; {@link
 * dev.compresh.vendor.ProviderKindRegistry} lists all. The configuration takes the names of kinds
 * from here, so this package must know nothing of it.
 */
@NullMarked
package dev.compresh.vendor;

import org.jspecify.annotations.NullMarked;
