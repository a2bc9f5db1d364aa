/**
 * Token counts: own o200k and cl100k counters, estimates for other families.
 *
 * <p>Start at {@link dev.compresh.token.TokenizerRegistry} for a model's counter, at {@link
 * dev.compresh.token.BpeTokenizer} for how one counts: a {@link dev.compresh.token.PieceSplitRule}
 * cuts text into pieces, {@link dev.compresh.token.TokenVocabulary} knows most of them whole,
 * {@link dev.compresh.token.BytePairMerge} counts the others. Knows nothing of bodies, dialects or
 * HTTP.
 */
@NullMarked
package dev.compresh.token;

import org.jspecify.annotations.NullMarked;
