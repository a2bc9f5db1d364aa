package dev.compresh.pipeline;

import dev.compresh.wire.InputTransformation;
import dev.compresh.wire.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a forwarded request ended.
 *
 * @param status the status that the client saw, 0 where it left before one
 * @param usage the provider's own figures, null where it sent none
 * @param estimatedOutput output tokens as far as delivered, estimated; 0 where usage is there
 * @param bytes body bytes delivered to the client
 * @param firstByteNanos from the request's reception to the provider's first byte, -1 where none
 * @param totalNanos from the request's reception to its end
 * @param candidate which of the candidates answered, or was asked last; 0 where none was
 * @param tries how many attempts were made
 * @param inputTransformations what the provider says it did to the request before the model read it
 * @param madeIds ids of what the provider made for the answer and keeps
 */
public record Delivery(
    Ending ending,
    int status,
    @Nullable Usage usage,
    long estimatedOutput,
    long bytes,
    long firstByteNanos,
    long totalNanos,
    int candidate,
    int tries,
    List<InputTransformation> inputTransformations,
    List<String> madeIds) {

  /** Of an answer that tells of no transformation of its input. */
  public Delivery(
      Ending ending,
      int status,
      @Nullable Usage usage,
      long estimatedOutput,
      long bytes,
      long firstByteNanos,
      long totalNanos,
      int candidate,
      int tries) {
    this(
        ending,
        status,
        usage,
        estimatedOutput,
        bytes,
        firstByteNanos,
        totalNanos,
        candidate,
        tries,
        List.of(),
        List.of());
  }

  /** The same with these transformations of the input. */
  public Delivery withInputTransformations(List<InputTransformation> transformations) {
    return with(usage, estimatedOutput, transformations);
  }

  /** The same with another estimate of the output. */
  Delivery withEstimatedOutput(long tokens) {
    return with(usage, tokens, inputTransformations);
  }

  /** The same with these figures. */
  Delivery withUsage(Usage figures) {
    return with(figures, estimatedOutput, inputTransformations);
  }

  private Delivery with(
      @Nullable Usage figures, long estimated, List<InputTransformation> transformations) {
    return new Delivery(
        ending,
        status,
        figures,
        estimated,
        bytes,
        firstByteNanos,
        totalNanos,
        candidate,
        tries,
        transformations,
        madeIds);
  }

  /** The same with these objects made. */
  public Delivery withMadeIds(List<String> ids) {
    return new Delivery(
        ending,
        status,
        usage,
        estimatedOutput,
        bytes,
        firstByteNanos,
        totalNanos,
        candidate,
        tries,
        inputTransformations,
        ids);
  }

  /** Ways in which it can end. */
  public enum Ending {
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
