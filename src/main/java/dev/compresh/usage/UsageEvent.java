package dev.compresh.usage;

import dev.compresh.dialect.Usage;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request, as it ended.
 *
 * @param id unique; as {@link EventIds} makes them. An event written twice under one id counts once
 * @param time when the request came in
 */
public record UsageEvent(
    String id,
    Instant time,
    EventCaller caller,
    EventCall call,
    EventPrompt prompt,
    EventAnswer answer,
    EventTiming timing,
    InputAccounting accounting,
    EventBill bill,
    RequestDetail detail) {

  private static final Set<String> FAULTS = Set.of("CUT_OFF", "UNREACHABLE", "TIMEOUT");

  public UsageEvent {
    // Events spooled by an older program have none.
    accounting = Objects.requireNonNullElse(accounting, InputAccounting.NONE);
    bill = Objects.requireNonNullElse(bill, EventBill.NONE);
    detail = Objects.requireNonNullElse(detail, RequestDetail.NONE);
  }

  /** An event of which no more is known. */
  public UsageEvent(
      String id,
      Instant time,
      EventCaller eventCaller,
      EventCall eventCall,
      EventPrompt eventPrompt,
      EventAnswer eventAnswer,
      EventTiming eventTiming,
      InputAccounting inputAccounting,
      EventBill eventBill) {
    this(
        id,
        time,
        eventCaller,
        eventCall,
        eventPrompt,
        eventAnswer,
        eventTiming,
        inputAccounting,
        eventBill,
        RequestDetail.NONE);
  }

  /** The same with {@code more}. */
  public UsageEvent withDetail(RequestDetail more) {
    return new UsageEvent(id, time, caller, call, prompt, answer, timing, accounting, bill, more);
  }

  /** An event for which nothing is to be paid. */
  public UsageEvent(
      String id,
      Instant time,
      EventCaller eventCaller,
      EventCall eventCall,
      EventPrompt eventPrompt,
      EventAnswer eventAnswer,
      EventTiming eventTiming,
      InputAccounting inputAccounting) {
    this(
        id,
        time,
        eventCaller,
        eventCall,
        eventPrompt,
        eventAnswer,
        eventTiming,
        inputAccounting,
        EventBill.NONE);
  }

  /** An event for which nothing was charged. */
  public UsageEvent(
      String id,
      Instant time,
      EventCaller eventCaller,
      EventCall eventCall,
      EventPrompt eventPrompt,
      EventAnswer eventAnswer,
      EventTiming eventTiming) {
    this(
        id,
        time,
        eventCaller,
        eventCall,
        eventPrompt,
        eventAnswer,
        eventTiming,
        InputAccounting.NONE);
  }

  /**
   * Returns what was used. Where the provider reported nothing, what was sent and delivered is
   * used, and {@link EventAnswer#usage} says so by its absence.
   */
  public Usage used() {
    Usage told = answer.usage;
    return told != null ? told : new Usage(prompt.forwarded, 0, 0, 0, answer.estimatedOutput, 0);
  }

  /** Returns whether it ended in an error of the proxy or the provider. */
  public boolean failed() {
    return answer.status >= 400 || FAULTS.contains(answer.ending);
  }

  /** The caller of a request. Ids; none of them empty. */
  public record EventCaller(String orgId, String userId, String keyId, String sessionId) {}

  /**
   * The target of a request.
   *
   * @param requestId as in {@code x-request-id}
   * @param endpoint the path, such as {@code /v1/chat/completions}
   * @param model as the client named it, "" where it named none
   * @param provider where it went, "" where it went nowhere
   * @param upstreamModel the model's name there
   * @param mode compression mode in force
   */
  public record EventCall(
      String requestId,
      String endpoint,
      String model,
      String provider,
      String upstreamModel,
      boolean streamed,
      String mode) {}

  /**
   * The prompt before and after compression, in tokens.
   *
   * @param estimated whether the counts are estimates (no vocabulary of that model)
   * @param savedByLayer tokens saved by layer, by the layers' labels; layers that saved none may be
   *     missing
   */
  public record EventPrompt(
      long original, long forwarded, boolean estimated, Map<String, Long> savedByLayer) {
    public EventPrompt {
      savedByLayer = LayerNames.current(savedByLayer);
    }
  }

  /**
   * The outcome of a request.
   *
   * @param status the status that the client saw, 0 where it left before one
   * @param ending how, as {@code COMPLETE} or {@code CLIENT_LEFT}
   * @param usage the provider's own figures, null where it reported none
   * @param estimatedOutput output tokens as delivered, where the provider reported none
   * @param estimatedFigures figures that are estimates instead of the provider's, and why, by
   *     commas; "" where none is
   */
  public record EventAnswer(
      int status,
      String ending,
      @Nullable Usage usage,
      long estimatedOutput,
      String estimatedFigures) {

    public EventAnswer {
      // Events spooled by an older program have none.
      estimatedFigures = Objects.requireNonNullElse(estimatedFigures, "");
    }

    /** With the provider's own figures, if any. */
    public EventAnswer(int status, String ending, @Nullable Usage usage, long estimatedOutput) {
      this(status, ending, usage, estimatedOutput, "");
    }
  }

  /**
   * Microseconds.
   *
   * @param overhead added by the proxy itself
   * @param firstByte from the request's reception to the provider's first byte, -1 where none
   * @param total from the request's reception to its end
   */
  public record EventTiming(long overhead, long firstByte, long total) {}

  /**
   * Money, in micro-USD.
   *
   * @param cost what was used, at the catalogue's prices: what budgets see
   * @param charge what the organisation's balance pays
   * @param isUnpriced whether the catalogue has no price for the model
   */
  public record EventBill(long cost, long charge, boolean isUnpriced) {
    public static final EventBill NONE = new EventBill(0, 0);

    /** Of a model with a price. */
    public EventBill(long cost, long charge) {
      this(cost, charge, false);
    }
  }
}
