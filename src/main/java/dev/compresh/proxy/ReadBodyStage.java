package dev.compresh.proxy;

import dev.compresh.http.BodyDecoding;

/** Undoes the body's coding (415, 413). */
final class ReadBodyStage implements Stage {

  /** So much of a compressed body is read, however little memory there is. */
  private static final int LEAST_PLAIN = 64 << 10;

  private final int bound;

  /**
   * @param bound of the plain body, in bytes
   */
  ReadBodyStage(int bound) {
    this.bound = bound;
  }

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    byte[] sent = context.sent();
    String codings = String.join(",", context.head().headers().all("content-encoding"));
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
        context.setPlain(new PlainBody(plain, !codings.isEmpty()));
        yield StageResult.next(context);
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
}
