package dev.compresh.pipeline;

import dev.compresh.wire.Dialect;
import dev.compresh.wire.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A request ready for its provider.
 *
 * @param attempts what is sent, and to whom, until one answers
 * @param answerHeaders headers added to the client's answer, whatever its status
 * @param dialect the API spoken, null where the answer is not metered by a dialect (embeddings)
 * @param streamed whether the client asked for a stream
 * @param settlement called exactly once when all is over
 */
public record Forward(
    Attempts attempts,
    Headers answerHeaders,
    @Nullable Dialect dialect,
    boolean streamed,
    Settlement settlement) {

  /** The same request, sent in another way. */
  Forward with(Attempts others, Settlement end) {
    return new Forward(others, answerHeaders, dialect, streamed, end);
  }
}
