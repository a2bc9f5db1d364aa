/**
 * The configuration: one record per feature, read from {@code compresh.yaml}, the environment and
 * flags, in that rising order.
 *
 * <p>Start at {@link dev.compresh.config.ConfigLoader}; every key is named in the {@code read}
 * method of the record that holds it. Knows no other package: what a mode or a provider kind means
 * is for those that use it.
 */
@NullMarked
package dev.compresh.config;

import org.jspecify.annotations.NullMarked;
