package dev.compresh.proxy;

import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Measures attempts and records a span for each; what is tried is decided elsewhere. */
final class TracedAttempts implements AttemptSequence {
  private static final int FIRST_ERROR = 400;

  private final AttemptSequence attempts;
  private final AttemptSpans spans;
  private int number = 1;
  private long begunNanos = System.nanoTime();
  private ProviderAttempt running;
  private String error = "";
  private boolean isSettled;

  TracedAttempts(AttemptSequence attempts, AttemptSpans spans) {
    this.attempts = attempts;
    this.spans = spans;
    // What is to be sent need not be held for as long as the answer lasts.
    this.running = attempts.first().sent();
  }

  @Override
  public ProviderAttempt first() {
    begunNanos = System.nanoTime();
    return labelled(attempts.first());
  }

  @Override
  public boolean inspectsBody(ProviderAttempt providerAttempt, int status) {
    return attempts.inspectsBody(providerAttempt, status);
  }

  @Override
  public @Nullable NextAttempt next(ProviderAttempt providerAttempt, AttemptResult result) {
    error = error(result);
    NextAttempt next = attempts.next(providerAttempt, result);
    if (next == null) {
      return null;
    }
    spans.record(finished(), null);
    number++;
    error = "";
    running = next.attempt().sent();
    begunNanos = System.nanoTime() + next.pause().toNanos();
    return new NextAttempt(labelled(next.attempt()), next.pause());
  }

  @Override
  public CompletionStage<?> recorded(ProviderAttempt providerAttempt, int status) {
    return attempts.recorded(providerAttempt, status);
  }

  /** The request is over. */
  void settle(AnswerDelivery delivery) {
    if (isSettled || delivery.tries() < number) {
      return;
    }
    isSettled = true;
    if (error.isEmpty() && delivery.ending() != AnswerDelivery.DeliveryEnding.COMPLETE) {
      error = delivery.ending().name().toLowerCase(Locale.ROOT);
    }
    spans.record(finished(), delivery);
  }

  private AttemptSpans.FinishedAttempt finished() {
    return new AttemptSpans.FinishedAttempt(number, running, begunNanos, System.nanoTime(), error);
  }

  /** Puts the attempt's own span in place of the client's, where providers are to know it. */
  private ProviderAttempt labelled(ProviderAttempt attempt) {
    if (!spans.isPropagated()) {
      return attempt;
    }
    List<Header> lines = new ArrayList<>(attempt.headers().size() + 1);
    for (Header line : attempt.headers()) {
      if (!line.name().equalsIgnoreCase(RequestTracing.HEADER)) {
        lines.add(line);
      }
    }
    String caller = spans.identity.outgoing(spans.spanId(number)).format();
    lines.add(new Header(RequestTracing.HEADER, caller));
    return attempt.withHeaders(new Headers(lines));
  }

  private static String error(AttemptResult result) {
    return switch (result) {
      case AttemptResult.AttemptAnswered(int status, var _) -> statusError(status);
      case AttemptResult.AttemptInspected(int status, var _, var _) -> statusError(status);
      case AttemptResult.AttemptFailed(boolean _, boolean late) ->
          late ? "timeout" : "connection_error";
    };
  }

  private static String statusError(int status) {
    return status < FIRST_ERROR ? "" : Integer.toString(status);
  }
}
