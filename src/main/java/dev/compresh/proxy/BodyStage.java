package dev.compresh.proxy;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.KnownPrompts;
import dev.compresh.dialect.MalformedBody;
import dev.compresh.dialect.Prompt;
import dev.compresh.http.BodyDecoding;
import dev.compresh.http.Headers;

/** Undoes the body's coding (415, 413) and reads it (400). */
final class BodyStage {

  /** So much of a compressed body is read, however little memory there is. */
  private static final int LEAST_PLAIN = 64 << 10;

  private final int bound;
  private final KnownPrompts known;

  /**
   * @param bound of the plain body, in bytes
   * @param known bodies that came before
   */
  BodyStage(int bound, KnownPrompts known) {
    this.bound = bound;
    this.known = known;
  }

  long bound() {
    return bound;
  }

  /**
   * Reads a body.
   *
   * @param orgId whose it is
   */
  StageResult<ReadBody> read(String orgId, ApiEndpoint apiEndpoint, Headers headers, byte[] sent) {
    String codings = String.join(",", headers.all("content-encoding"));
    int most = codings.isEmpty() ? bound : affordable(sent.length);
    return switch (BodyDecoding.decode(sent, codings, most)) {
      case BodyDecoding.DecodedTooLarge ignored ->
          StageResult.stop(
              most < bound
                  ? ByteClaim.current().refuse((long) sent.length + bound)
                  : ApiErrors.tooLarge(bound));
      case BodyDecoding.BrokenCoding ignored -> StageResult.stop(ApiErrors.brokenCoding());
      case BodyDecoding.UnsupportedCoding ignored -> StageResult.stop(ApiErrors.contentCoding());
      case BodyDecoding.DecodedBody decodedBody -> {
        byte[] plain = decodedBody.body();
        ByteClaim.current().settleAt((long) sent.length + plain.length);
        yield parse(orgId, apiEndpoint, sent, plain, !codings.isEmpty());
      }
    };
  }

  /**
   * Returns how long the plain body may be: nobody knows what is in a compressed one before it is
   * read.
   */
  private int affordable(int sent) {
    ByteClaim claim = ByteClaim.current();
    int most = bound;
    while (most > LEAST_PLAIN && !claim.growTo((long) sent + most)) {
      most /= 2;
    }
    return most;
  }

  private StageResult<ReadBody> parse(
      String orgId, ApiEndpoint apiEndpoint, byte[] sent, byte[] plain, boolean coded) {
    Dialect dialect = apiEndpoint.dialect();
    // Embeddings name their texts "input", as Responses does.
    Dialect form = dialect == null ? Dialect.RESPONSES : dialect;
    return switch (known.read(orgId, form, plain)) {
      case MalformedBody malformedBody ->
          StageResult.stop(ApiErrors.invalidJson(malformedBody.message()));
      case Prompt prompt ->
          StageResult.next(new ReadBody(sent, prompt, coded, AudioMeasure.TOKENS));
    };
  }
}
