package dev.compresh.proxy.passthrough;

import dev.compresh.account.ApiKey;
import dev.compresh.dialect.Usage;
import dev.compresh.provider.Provider;
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
}
