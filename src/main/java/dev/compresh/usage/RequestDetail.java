package dev.compresh.usage;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Describes a request beyond its figures: bounded in size, without any text of messages.
 *
 * @param turn the request's place in its conversation, from 1; 0 where it is not known
 * @param tags as {@code name=value}, at most {@link UsageTags#MOST}
 * @param context what the prompt consisted of; empty where it was not counted
 * @param prices at which it was charged; null where they are not known
 * @param errorCode the code of the error that Compresh answered with; null where it did not
 * @param tries how many providers were asked, one after another
 * @param failed those of them that were asked before the last one; at most {@link FailedTry#MOST}
 */
public record RequestDetail(
    int turn,
    List<String> tags,
    List<ContextPart> context,
    @Nullable ChargedPrices prices,
    @Nullable String errorCode,
    int tries,
    List<FailedTry> failed) {
  public static final RequestDetail NONE =
      new RequestDetail(0, List.of(), List.of(), null, null, 0);

  /** Of a request of which no provider failed. */
  public RequestDetail(
      int turn,
      List<String> tags,
      List<ContextPart> context,
      @Nullable ChargedPrices prices,
      @Nullable String errorCode,
      int tries) {
    this(turn, tags, context, prices, errorCode, tries, List.of());
  }

  public RequestDetail {
    tags = List.copyOf(Objects.requireNonNullElse(tags, List.of()));
    context = List.copyOf(Objects.requireNonNullElse(context, List.of()));
    failed = List.copyOf(Objects.requireNonNullElse(failed, List.of()));
  }

  /** Of a request that Compresh refused. */
  public static RequestDetail refused(List<String> tags, String errorCode) {
    return new RequestDetail(0, tags, List.of(), null, errorCode, 0);
  }

  /**
   * A provider that was asked in vain.
   *
   * @param model its name of the model
   * @param status its status; 0 where it sent none
   * @param ending as in {@link UsageEvent.EventAnswer}
   */
  public record FailedTry(String provider, String model, int status, String ending, long micros) {
    /** So many are kept of a request. */
    public static final int MOST = 16;
  }

  /**
   * Tokens of one part of a prompt.
   *
   * @param part one of {@link ContextPart#KINDS}
   * @param name of the tool whose results these are; else empty
   */
  public record ContextPart(String part, String name, long tokens) {
    /** The parts of prompts. */
    public static final List<String> KINDS =
        List.of("system", "tools", "tool_result", "user", "assistant", "reasoning", "other");

    /** Parts of one prompt at most. */
    public static final int MOST = 32;
  }

  /**
   * Prices in micro-USD per million tokens.
   *
   * @param input of fresh input
   */
  public record ChargedPrices(
      long input, long cacheRead, long cacheWrite5m, long cacheWrite1h, long output) {}
}
