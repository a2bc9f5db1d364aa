/**
 * Token counts: own o200k and cl100k counters, estimates for other families.
 *
 * <p>Start at {@link dev.compresh.token.Tokenizer}. Knows nothing of bodies, dialects or HTTP.
 */
@NullMarked
package dev.compresh.token;

import org.jspecify.annotations.NullMarked;
