package dev.compresh.proxy;

import dev.compresh.dialect.Dialect;
import dev.compresh.http.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A request ready for its provider.
 *
 * @param attempts what is sent, and to whom, until one answers
 * @param answerHeaders headers added to the client's answer, whatever its status
 * @param dialect the API spoken, null where the answer is not metered by a dialect (embeddings)
 * @param streamed whether the client asked for a stream
 * @param settlement called exactly once when all is over
 * @param watch sees the answer's body, as far as it comes without a content coding
 */
public record ForwardRequest(
    AttemptSequence attempts,
    Headers answerHeaders,
    @Nullable Dialect dialect,
    boolean streamed,
    RequestSettlement settlement,
    AnswerWatch watch) {

  /** A request whose answer nobody else reads. */
  public ForwardRequest(
      AttemptSequence attempts,
      Headers answerHeaders,
      @Nullable Dialect dialect,
      boolean streamed,
      RequestSettlement settlement) {
    this(attempts, answerHeaders, dialect, streamed, settlement, AnswerWatch.NONE);
  }

  /** The same request, sent in another way. */
  public ForwardRequest withAttempts(AttemptSequence others, RequestSettlement end) {
    return new ForwardRequest(others, answerHeaders, dialect, streamed, end, watch);
  }

  /** The same request with these lines on the client's answer. */
  public ForwardRequest withAnswerHeaders(Headers lines) {
    return new ForwardRequest(attempts, lines, dialect, streamed, settlement, watch);
  }
}
