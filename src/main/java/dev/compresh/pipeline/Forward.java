package dev.compresh.pipeline;

import dev.compresh.wire.Dialect;
import dev.compresh.wire.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A request ready for its provider.
 *
 * @param target where it goes
 * @param method the client's method
 * @param path path and query to ask the provider for
 * @param headers end-to-end headers for the provider, credentials and host included
 * @param body bytes to send
 * @param answerHeaders headers added to the client's answer, whatever its status
 * @param dialect the API spoken, null where the answer is not metered by a dialect (embeddings)
 * @param streamed whether the client asked for a stream
 * @param stripUsage whether the usage event was asked for by Compresh and has to be taken out
 * @param limits time limits
 * @param settlement called exactly once when all is over
 */
public record Forward(
    Target target,
    String method,
    String path,
    Headers headers,
    byte[] body,
    Headers answerHeaders,
    @Nullable Dialect dialect,
    boolean streamed,
    boolean stripUsage,
    TimeLimits limits,
    Settlement settlement) {}
