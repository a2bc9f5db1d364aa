/**
 * The catalogue of models: what is known of each, what it costs, which providers serve it, and what
 * an operator has said of it. Facts ship with the program; a refreshed file, the configuration and
 * the store go over them, in that order.
 *
 * <p>Start at {@link dev.compresh.provider.catalogue.Catalogue}. Knows configuration and the store;
 * must not know requests, keys of clients or connections.
 */
@NullMarked
package dev.compresh.provider.catalogue;

import org.jspecify.annotations.NullMarked;
