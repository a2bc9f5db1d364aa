/**
 * Translates a configuration of LiteLLM's proxy into one of Compresh, with a report of what has no
 * counterpart.
 *
 * <p>Start at {@link dev.compresh.cli.litellm.LiteLlmTranslator}. Must not know the store.
 */
@NullMarked
package dev.compresh.cli.litellm;

import org.jspecify.annotations.NullMarked;
