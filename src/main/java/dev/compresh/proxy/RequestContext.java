package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.budget.MoneyHold;
import dev.compresh.dialect.Prompt;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AudioPricing.AudioAmount;
import dev.compresh.session.SessionKey;
import dev.compresh.vendor.ProviderApi;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries a request through the stages. Each value is set once, by the stage that finds it out, and
 * read by those behind it; whoever reads one too early gets an error that names the stage it comes
 * from. Used by one thread at a time, and dropped once the answer begins: what is to last until the
 * settlement is taken out before.
 */
final class RequestContext {
  private final RequestHead head;
  private @Nullable ApiKey key;
  private @Nullable AuthenticatedCaller caller;
  private @Nullable ApiEndpoint endpoint;
  private @Nullable ProviderApi api;
  private byte @Nullable [] sent;
  private @Nullable PlainBody plain;
  private @Nullable AudioMeasure measure;
  private @Nullable Prompt prompt;
  private @Nullable SessionKey session;
  private @Nullable RoutedModel route;
  private @Nullable RoutingDecision routing;
  private @Nullable PayingCaller paying;
  private @Nullable ConversationBinding binding;
  private @Nullable CompressedPrompt compressed;
  private Optional<AudioAmount> audio = Optional.empty();
  private @Nullable MoneyHold hold;
  private @Nullable AttemptSequence attempts;
  private @Nullable RequestSettlement settlement;
  private @Nullable PlanTime planTime;

  /** The nanoseconds spent on it before its body came. */
  private long headNanos;

  /** {@link System#nanoTime()} when its body was here. */
  private long resumed;

  /** The time that planning took, as {@link System#nanoTime()} has it. */
  record PlanTime(long beginNanos, long endNanos) {}

  RequestContext(RequestHead head) {
    this.head = head;
  }

  /**
   * Returns the same request with a body: the values of its head stay, all others are open.
   *
   * @param bytes as they came
   * @param by what it is charged by
   */
  RequestContext withBody(byte[] bytes, AudioMeasure by) {
    RequestContext next = new RequestContext(head);
    next.key = key;
    next.caller = caller;
    next.endpoint = endpoint;
    next.api = api;
    next.headNanos = headNanos;
    next.sent = bytes;
    next.measure = by;
    next.resumed = System.nanoTime();
    return next;
  }

  RequestHead head() {
    return head;
  }

  ApiKey key() {
    return known(key, "the key", "Authenticate");
  }

  void setKey(ApiKey value) {
    key = unset(key, value, "the key");
  }

  AuthenticatedCaller caller() {
    return known(caller, "the caller", "RateLimit");
  }

  void setCaller(AuthenticatedCaller value) {
    caller = unset(caller, value, "the caller");
  }

  /** Returns the {@code X-RateLimit-…} headers; none before the limiter has decided. */
  Headers rateHeaders() {
    return caller == null ? Headers.NONE : caller.rateHeaders();
  }

  ApiEndpoint endpoint() {
    return known(endpoint, "the endpoint", "the head's admission");
  }

  ProviderApi api() {
    return known(api, "the provider's API", "the head's admission");
  }

  /** Notes what was asked for; the request now waits for its body. */
  void admit(ApiEndpoint asked, ProviderApi spoken) {
    endpoint = unset(endpoint, asked, "the endpoint");
    api = unset(api, spoken, "the provider's API");
    headNanos = System.nanoTime() - head.received();
  }

  /** Returns the body's bytes as they came. */
  byte[] sent() {
    return known(sent, "the body", "its arrival");
  }

  PlainBody plain() {
    return known(plain, "the plain body", "ReadBody");
  }

  void setPlain(PlainBody value) {
    plain = unset(plain, value, "the plain body");
  }

  AudioMeasure measure() {
    return known(measure, "the measure", "the body's arrival");
  }

  Prompt prompt() {
    return known(prompt, "the prompt", "ParsePrompt");
  }

  void setPrompt(Prompt value) {
    prompt = unset(prompt, value, "the prompt");
  }

  SessionKey session() {
    return known(session, "the session", "ResolveSession");
  }

  void setSession(SessionKey value) {
    session = unset(session, value, "the session");
  }

  RoutedModel route() {
    return known(route, "the route", "Route");
  }

  void setRoute(RoutedModel value) {
    route = unset(route, value, "the route");
  }

  RoutingDecision routing() {
    return known(routing, "the routing decision", "Authorize");
  }

  void setRouting(RoutingDecision value) {
    routing = unset(routing, value, "the routing decision");
  }

  /** Replaces the decision by one that goes on from it: with edits, or in another order. */
  void amendRouting(RoutingDecision value) {
    known(routing, "the routing decision", "Authorize");
    routing = value;
  }

  PayingCaller paying() {
    return known(paying, "the payer", "CheckBudget");
  }

  void setPaying(PayingCaller value) {
    paying = unset(paying, value, "the payer");
  }

  ConversationBinding binding() {
    return known(binding, "the binding", "Compress");
  }

  void setBinding(ConversationBinding value) {
    binding = unset(binding, value, "the binding");
  }

  CompressedPrompt compressed() {
    return known(compressed, "the compressed prompt", "Compress");
  }

  /**
   * Notes what goes out.
   *
   * @param charged what it is charged by; empty for the tokens of its text
   */
  void setCompressed(CompressedPrompt value, Optional<AudioAmount> charged) {
    compressed = unset(compressed, value, "the compressed prompt");
    audio = charged;
  }

  PlanTime planTime() {
    return known(planTime, "the time of planning", "Compress");
  }

  /** Notes that planning is over. */
  void setPlanTime(PlanTime value) {
    planTime = unset(planTime, value, "the time of planning");
  }

  /** Returns what the request is charged by; empty for the tokens of its text. */
  Optional<AudioAmount> audio() {
    known(compressed, "the amount of audio", "Compress");
    return audio;
  }

  /** Returns what money is held by. */
  CostEstimator.RequestSize size() {
    CostEstimator.RequestSize size = compressed().size();
    return audio().map(amount -> size.answered(amount.output())).orElse(size);
  }

  MoneyHold hold() {
    return known(hold, "the reservation", "Reserve");
  }

  void setHold(MoneyHold value) {
    hold = unset(hold, value, "the reservation");
  }

  AttemptSequence attempts() {
    return known(attempts, "the attempts", "Forward");
  }

  void setAttempts(AttemptSequence value) {
    attempts = unset(attempts, value, "the attempts");
  }

  RequestSettlement settlement() {
    return known(settlement, "the settlement", "Settle");
  }

  void setSettlement(RequestSettlement value) {
    settlement = unset(settlement, value, "the settlement");
  }

  /** Returns the nanoseconds that were spent on it here, without the wait for its body. */
  long overheadNanos() {
    return headNanos + System.nanoTime() - resumed;
  }

  /** Gives back what was reserved for a request that is not forwarded after all. */
  void abandon() {
    if (hold != null) {
      hold.release();
    }
  }

  private static <T> T known(@Nullable T value, String name, String stage) {
    if (value == null) {
      throw new IllegalStateException(name + " is not known before " + stage);
    }
    return value;
  }

  private static <T> T unset(@Nullable T before, T value, String name) {
    if (before != null) {
      throw new IllegalStateException(name + " is set already");
    }
    return value;
  }
}
