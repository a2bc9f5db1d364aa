package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a body other than its messages, as far as a proxy needs them. Where a key is
 * repeated, the last one counts, as with the providers.
 *
 * @param object the whole root object, braces included
 * @param model the model's name, null where missing
 * @param modelLiteral where it is
 * @param stream whether {@code "stream": true}
 * @param streamOptions the value of {@code stream_options}, null where missing
 * @param includeUsage whether {@code stream_options.include_usage} is true
 * @param maxTokens the answer's bound in tokens under the API's own names for it ({@code
 *     max_tokens}, {@code max_completion_tokens}, {@code max_output_tokens}), the largest where
 *     there are several, -1 where missing
 * @param answers how many answers are asked for ({@code n}, the largest), 1 where missing
 * @param fixed spans that count as input but are never touched: system text besides the messages,
 *     instructions, tool definitions
 * @param previousResponse whether the provider holds earlier turns ({@code previous_response_id},
 *     {@code conversation}, {@code thread}, {@code cachedContent}): such a body shows only a part
 *     of its conversation
 * @param conversationHint {@code prompt_cache_key}, {@code metadata.session_id} or the like, null
 *     where missing; a hint at identity, never a credential
 * @param references what the request asks for that the provider holds
 */
public record RequestEnvelope(
    ByteSpan object,
    @Nullable String model,
    @Nullable ByteSpan modelLiteral,
    boolean stream,
    @Nullable ByteSpan streamOptions,
    boolean includeUsage,
    int maxTokens,
    int answers,
    FixedSpans fixed,
    boolean previousResponse,
    @Nullable String conversationHint,
    ObjectReferences references) {

  /** The same, for an API whose path says what others say in the body. */
  RequestEnvelope withAddress(String named, boolean streams) {
    return new RequestEnvelope(
        object,
        named,
        null,
        streams,
        streamOptions,
        includeUsage,
        maxTokens,
        answers,
        fixed,
        previousResponse,
        conversationHint,
        references);
  }
}
