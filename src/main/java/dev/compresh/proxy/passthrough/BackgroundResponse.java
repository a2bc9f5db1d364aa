package dev.compresh.proxy.passthrough;

import dev.compresh.usage.UsageEvent;

/**
 * Holds what is billed so far of a response that the provider makes in the background.
 *
 * @param caller who asked for it
 * @param model as the client named it
 * @param input tokens recorded so far
 * @param cost micro-USD recorded so far
 */
record BackgroundResponse(
    UsageEvent.EventCaller caller,
    String requestId,
    String model,
    String upstreamModel,
    String mode,
    long input,
    long output,
    long cost) {}
