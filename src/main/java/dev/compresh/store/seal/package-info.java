/**
 * Encryption of what lies in the store, under a master key that does not lie beside it.
 *
 * <p>Start at {@link dev.compresh.store.seal.MasterKey}. Knows no feature, no database and no
 * configuration.
 */
@NullMarked
package dev.compresh.store.seal;

import org.jspecify.annotations.NullMarked;
