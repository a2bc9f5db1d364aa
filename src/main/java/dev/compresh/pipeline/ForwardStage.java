package dev.compresh.pipeline;

import dev.compresh.config.TimeLimitsConfig;
import dev.compresh.pipeline.BodyStage.Body;
import dev.compresh.pipeline.CompressStage.Compressed;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.OutgoingHeaders;
import dev.compresh.provider.Provider;
import dev.compresh.wire.BlockBinding;
import dev.compresh.wire.Edit;
import dev.compresh.wire.Header;
import dev.compresh.wire.Headers;
import dev.compresh.wire.ModelName;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Splice;
import dev.compresh.wire.StreamOptions;
import dev.compresh.wire.ThinkingBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the provider's request: body, path, headers, and the headers of the client's answer. */
final class ForwardStage {
  private final Fallback.Parts parts;

  ForwardStage(Fallback.Parts parts) {
    this.parts = parts;
  }

  Forward build(
      RequestHead head,
      Caller caller,
      Body body,
      Choice choice,
      Binding binding,
      Compressed compressed,
      Settlement settlement) {
    Attempts attempts =
        new Fallback(
            choice.candidates(),
            place ->
                attempt(head, body, choice, compressed, place, thoughts(choice, binding, place)),
            parts);
    SentRecord record = compressed.record();
    if (record != null) {
      attempts =
          new BoundThinkingAttempts(
              attempts,
              choice,
              record.write(),
              binding.isRefusable() && !binding.drops() && BlockBinding.isDroppable(body.prompt())
                  ? place -> attempt(head, body, choice, compressed, place, Thoughts.DROPPED)
                  : null,
              parts.metrics());
    } else if (!choice.hasOneProvider() && ReasoningItems.isIn(body.prompt())) {
      attempts =
          new ForeignReasoningAttempts(
              attempts,
              place -> attempt(head, body, choice, compressed, place, Thoughts.LEFT_OUT),
              parts.metrics());
    }
    return new Forward(
        attempts,
        answerHeaders(caller, choice, compressed),
        choice.endpoint().dialect(),
        streamed(choice, body.prompt()),
        settlement);
  }

  /** What becomes of earlier thinking in a request. */
  private enum Thoughts {
    /** It goes out as planned. */
    SENT,
    /** The provider is asked to drop what it would refuse. */
    DROPPED,
    /** It does not go out. */
    LEFT_OUT
  }

  /**
   * What becomes of it where nothing was refused yet. Another provider than the first gets none: it
   * belongs to the account. Older models don't take the field that drops it.
   */
  private static Thoughts thoughts(Choice choice, Binding binding, int place) {
    Candidate candidate = choice.candidates().get(place);
    if (!candidate.provider().name().equals(choice.provider().name())) {
      return Thoughts.LEFT_OUT;
    }
    return binding.drops() && ThinkingBinding.appliesTo(candidate.model())
        ? Thoughts.DROPPED
        : Thoughts.SENT;
  }

  /** What the provider needs changed in the body whatever compression does. */
  static List<Edit> edits(Choice choice, Candidate candidate, Prompt prompt) {
    List<Edit> edits = new ArrayList<>(2);
    ModelName.rewrite(prompt, candidate.model()).ifPresent(edits::add);
    edits.addAll(choice.edits());
    usage(choice, candidate.provider(), prompt).ifPresent(edits::add);
    return edits;
  }

  /** The request for the candidate at {@code place}: model, path and credentials are its own. */
  private static Attempt attempt(
      RequestHead head,
      Body body,
      Choice choice,
      Compressed compressed,
      int place,
      Thoughts thoughts) {
    Candidate candidate = choice.candidates().get(place);
    Provider provider = candidate.provider();
    Prompt prompt = body.prompt();
    byte[] plain = plain(prompt, choice, compressed, place, thoughts);
    boolean usage = usage(choice, provider, prompt).isPresent();
    boolean decoded = body.coded() && plain != null;
    return new Attempt(
        place,
        Target.of(provider),
        head.method(),
        provider.path(choice.api(), head.query()),
        thoughts == Thoughts.DROPPED
            ? BetaHeader.with(
                OutgoingHeaders.of(provider, choice.api(), head.headers(), decoded, usage),
                BlockBinding.BETA)
            : OutgoingHeaders.of(provider, choice.api(), head.headers(), decoded, usage),
        plain == null ? body.sent() : plain,
        null,
        usage && !choice.alwaysUsage(),
        limits(provider.timeLimits()));
  }

  /** The changed body; null where the client's own goes out. */
  private static byte @Nullable [] plain(
      Prompt prompt, Choice choice, Compressed compressed, int place, Thoughts thoughts) {
    if (place == 0 && thoughts == Thoughts.SENT) {
      return compressed.changed() ? compressed.body() : null;
    }
    Candidate candidate = choice.candidates().get(place);
    List<Edit> edits = new ArrayList<>(compressed.cuts());
    edits.addAll(edits(choice, candidate, prompt));
    edits.addAll(compressed.marks().edits(candidate, choice.endpoint()));
    if (compressed.record() != null) {
      edits.addAll(compressed.record().reasoning(candidate.provider().name()));
    }
    if (thoughts == Thoughts.DROPPED) {
      BlockBinding.drop(prompt).ifPresent(edits::add);
    } else if (thoughts == Thoughts.LEFT_OUT) {
      edits.addAll(ReasoningItems.removal(prompt, edits));
    }
    return edits.isEmpty() ? null : Splice.apply(prompt.body(), edits);
  }

  static boolean streamed(Choice choice, Prompt prompt) {
    return choice.endpoint().compresses() && prompt.envelope().stream();
  }

  /**
   * The edit that asks for a stream's usage, whatever the mode: what a request cost is kept for all
   * of them, and reasoning that is not shown can't be estimated from the answer's text.
   */
  private static Optional<Edit> usage(Choice choice, Provider provider, Prompt prompt) {
    return choice.endpoint() == Endpoint.CHAT && provider.streamUsage()
        ? StreamOptions.addIncludeUsage(prompt)
        : Optional.empty();
  }

  private static Headers answerHeaders(Caller caller, Choice choice, Compressed compressed) {
    long original = compressed.original();
    long saved = Math.max(0, original - compressed.forwarded());
    List<Header> lines = new ArrayList<>(8);
    lines.add(new Header("x-compresh-original-tokens", Long.toString(original)));
    lines.add(new Header("x-compresh-optimized-tokens", Long.toString(compressed.forwarded())));
    lines.add(new Header("x-compresh-saved-tokens", Long.toString(saved)));
    lines.add(new Header("x-compresh-savings-percent", percent(saved, original)));
    lines.add(new Header("x-compresh-session-id", choice.session()));
    caller.rateHeaders().forEach(lines::add);
    return new Headers(lines);
  }

  /** With two decimals, rounded down, so that 100 means all. */
  static String percent(long saved, long original) {
    long hundredths = original == 0 ? 0 : saved * 10_000 / original;
    return hundredths == 0 ? "0" : hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
  }

  private static TimeLimits limits(TimeLimitsConfig config) {
    return new TimeLimits(config.connect(), config.firstByte(), config.idle(), config.total());
  }
}
