package dev.compresh.proxy.passthrough;

import dev.compresh.account.ApiKey;
import dev.compresh.dialect.Usage;
import dev.compresh.provider.Provider;
import dev.compresh.proxy.AnswerDelivery;
import dev.compresh.proxy.ApiError;
import dev.compresh.usage.UsageEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers for the rest of the proxy about money and models. May block on the store. */
public interface PassThroughGate {
  /**
   * Returns why {@code key} may not send a request now; null where it may.
   *
   * @param costs whether the request may cost something that no price is known for
   */
  @Nullable ApiError refuse(ApiKey key, boolean costs);

  /** Returns whether {@code key} may use {@code model}; null for a request that names none. */
  boolean allowsModel(ApiKey key, @Nullable String model);

  /** Returns whether several organisations use the installation. */
  boolean hasSeveralOrganizations();

  /** Returns what a batch's results cost: half of what the same requests cost one by one. */
  UsageEvent.EventBill billBatch(
      ApiKey key, Provider provider, String model, Usage usage, Instant time);

  /**
   * The figures of a response that was made in the background, as far as they can be believed.
   *
   * @param cost micro-USD
   * @param freshInput micro-USD per million fresh input tokens
   */
  record PricedResponse(Usage usage, long cost, long freshInput, boolean isUnpriced) {}

  /**
   * Returns what a response comes to that {@code delivery} shows.
   *
   * @param forwarded tokens of its prompt, by our own count
   */
  PricedResponse priceResponse(
      Provider provider, String model, AnswerDelivery delivery, long forwarded, Instant time);

  /** Returns what the caller's organisation pays for something of this cost. */
  long charge(UsageEvent.EventCaller caller, long cost, long freshInput);
}
