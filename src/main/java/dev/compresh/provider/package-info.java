/**
 * Providers: who they are, which of them serves a model, what a request needs to reach them.
 *
 * <p>Start at {@link dev.compresh.provider.ModelRouter}. Knows configuration and header lines; must
 * not know bodies, keys of clients, or how connections are made.
 */
@NullMarked
package dev.compresh.provider;

import org.jspecify.annotations.NullMarked;
