package dev.compresh.proxy;

import dev.compresh.dialect.InputTransformation;
import dev.compresh.dialect.MeterReading;
import dev.compresh.dialect.Usage;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a forwarded request.
 *
 * @param status the status that the client saw, 0 where it left before one
 * @param reading what was read of the answer
 * @param bytes body bytes delivered to the client
 * @param firstByteNanos from the request's reception to the provider's first byte, -1 where none
 * @param totalNanos from the request's reception to its end
 * @param candidate which of the candidates answered, or was asked last; 0 where none was
 * @param tries how many attempts were made
 * @param failed the attempts before the last one, as far as they are noted
 */
public record AnswerDelivery(
    DeliveryEnding ending,
    int status,
    MeterReading reading,
    long bytes,
    long firstByteNanos,
    long totalNanos,
    int candidate,
    int tries,
    List<FailedAttempt> failed) {
  public AnswerDelivery {
    failed = List.copyOf(failed);
  }

  /** Of an answer before which no attempt failed. */
  public AnswerDelivery(
      DeliveryEnding deliveryEnding,
      int status,
      MeterReading reading,
      long bytes,
      long firstByteNanos,
      long totalNanos,
      int candidate,
      int tries) {
    this(
        deliveryEnding,
        status,
        reading,
        bytes,
        firstByteNanos,
        totalNanos,
        candidate,
        tries,
        List.of());
  }

  /** Of an answer of which nothing is known but these figures. */
  public AnswerDelivery(
      DeliveryEnding deliveryEnding,
      int status,
      @Nullable Usage usage,
      long estimatedOutput,
      long bytes,
      long firstByteNanos,
      long totalNanos,
      int candidate,
      int tries) {
    this(
        deliveryEnding,
        status,
        MeterReading.of(usage, estimatedOutput),
        bytes,
        firstByteNanos,
        totalNanos,
        candidate,
        tries);
  }

  /** The provider's own figures, null where it sent none. */
  public @Nullable Usage usage() {
    return reading.usage();
  }

  /** Output tokens as far as delivered, estimated. */
  public long estimatedOutput() {
    return reading.textTokens();
  }

  /** Returns what the provider says it did to the request before the model read it. */
  public List<InputTransformation> inputTransformations() {
    return reading.inputTransformations();
  }

  /** Ids of what the provider made for the answer and keeps. */
  public List<String> madeIds() {
    return reading.madeIds();
  }

  /** The same with these objects made. */
  public AnswerDelivery withMadeIds(List<String> ids) {
    return withReading(reading.withMadeIds(ids));
  }

  /** The same with these transformations of the input. */
  public AnswerDelivery withInputTransformations(List<InputTransformation> transformations) {
    return withReading(reading.withInputTransformations(transformations));
  }

  /** The same with another estimate of the output. */
  AnswerDelivery withEstimatedOutput(long tokens) {
    return withReading(reading.withTextTokens(tokens));
  }

  /** The same with these figures. */
  AnswerDelivery withUsage(Usage figures) {
    return withReading(reading.withUsage(figures, Set.of()));
  }

  /** The same with another reading of the answer. */
  public AnswerDelivery withReading(MeterReading other) {
    return new AnswerDelivery(
        ending, status, other, bytes, firstByteNanos, totalNanos, candidate, tries, failed);
  }

  /**
   * An attempt after which another one was made.
   *
   * @param candidate which of the candidates was asked
   * @param status its status; 0 where it sent none
   * @param ending {@link DeliveryEnding#COMPLETE} where it answered, with an error
   * @param nanos from its start to the decision to try again
   */
  public record FailedAttempt(int candidate, int status, DeliveryEnding ending, long nanos) {
    /** So many are noted of a request; the first ones. */
    public static final int MOST = 16;
  }

  /** Ways in which it can end. */
  public enum DeliveryEnding {
    COMPLETE,
    CLIENT_LEFT,
    /** The provider broke off after its first byte. */
    CUT_OFF,
    UNREACHABLE,
    TIMEOUT,
    /** What the client sent turned out to be wrong while it was passed on. */
    REFUSED,
    /** The proxy was shut down in between. */
    SHUTDOWN
  }
}
