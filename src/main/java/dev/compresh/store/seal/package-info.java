/**
 * Encryption of what lies in the store, under a master key that is stored elsewhere.
 *
 * <p>Start at {@link dev.compresh.store.seal.Keyring}; {@link dev.compresh.store.seal.KeyRotation}
 * changes the key. Knows no feature and no configuration.
 */
@NullMarked
package dev.compresh.store.seal;

import org.jspecify.annotations.NullMarked;
