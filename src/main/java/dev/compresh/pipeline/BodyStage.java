package dev.compresh.pipeline;

import dev.compresh.pipeline.CompressStage.Compressed;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.wire.BodyDecoding;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Headers;
import dev.compresh.wire.KnownPrompts;
import dev.compresh.wire.Malformed;
import dev.compresh.wire.Prompt;

/** Undoes the body's coding (415, 413) and reads it (400). */
final class BodyStage {

  /**
   * A body that was read.
   *
   * @param sent the bytes as they came
   * @param coded whether they came with a content coding
   * @param measure what it is charged by
   */
  record Body(byte[] sent, Prompt prompt, boolean coded, Measure measure) {

    /** The same, charged by something else. */
    Body by(Measure other) {
      return new Body(sent, prompt, coded, other);
    }

    Compressed measured(Choice choice, Compressed compressed) {
      Sound.Amount amount = measure.of(choice, prompt);
      return amount == null ? compressed : compressed.measuring(amount.input());
    }

    Estimates.Size measured(Choice choice, Estimates.Size size) {
      Sound.Amount amount = measure.of(choice, prompt);
      return amount == null ? size : size.answered(amount.output());
    }

    Settlement measured(Choice choice, Settlement settlement) {
      Sound.Amount amount = measure.of(choice, prompt);
      return amount == null ? settlement : amount.over(settlement);
    }
  }

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
  Step<Body> read(String orgId, Endpoint endpoint, Headers headers, byte[] sent) {
    String codings = String.join(",", headers.all("content-encoding"));
    int most = codings.isEmpty() ? bound : affordable(sent.length);
    return switch (BodyDecoding.decode(sent, codings, most)) {
      case BodyDecoding.TooLarge ignored ->
          Step.stop(
              most < bound
                  ? ByteClaim.current().refuse((long) sent.length + bound)
                  : Problems.tooLarge(bound));
      case BodyDecoding.Broken ignored -> Step.stop(Problems.brokenCoding());
      case BodyDecoding.Unsupported ignored -> Step.stop(Problems.contentCoding());
      case BodyDecoding.Decoded decoded -> {
        byte[] plain = decoded.body();
        ByteClaim.current().settleAt((long) sent.length + plain.length);
        yield parse(orgId, endpoint, sent, plain, !codings.isEmpty());
      }
    };
  }

  /** How long the plain body may be: nobody knows what is in a compressed one before it is read. */
  private int affordable(int sent) {
    ByteClaim claim = ByteClaim.current();
    int most = bound;
    while (most > LEAST_PLAIN && !claim.growTo((long) sent + most)) {
      most /= 2;
    }
    return most;
  }

  private Step<Body> parse(
      String orgId, Endpoint endpoint, byte[] sent, byte[] plain, boolean coded) {
    Dialect dialect = endpoint.dialect();
    // Embeddings name their texts "input", as Responses does.
    Dialect form = dialect == null ? Dialect.RESPONSES : dialect;
    return switch (known.read(orgId, form, plain)) {
      case Malformed malformed ->
          Step.stop(Problems.invalidJson(malformed.message(), malformed.offset()));
      case Prompt prompt -> Step.next(new Body(sent, prompt, coded, Measure.TOKENS));
    };
  }
}
