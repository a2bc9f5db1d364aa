/**
 * Organisations, users and API keys, and who a request comes from.
 *
 * <p>Start at {@link dev.compresh.account.Authenticator} (the data path) and {@link
 * dev.compresh.account.KeyDirectory} (administration). Knows {@code store} and header lines; must
 * not know limits, money, compression or HTTP.
 */
@NullMarked
package dev.compresh.account;

import org.jspecify.annotations.NullMarked;
