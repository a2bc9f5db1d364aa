package dev.compresh.pipeline;

import dev.compresh.compress.Mode;
import dev.compresh.config.TimeLimitsConfig;
import dev.compresh.pipeline.BodyStage.Body;
import dev.compresh.pipeline.CompressStage.Compressed;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.provider.Origin;
import dev.compresh.provider.OutgoingHeaders;
import dev.compresh.provider.Provider;
import dev.compresh.wire.Edit;
import dev.compresh.wire.Header;
import dev.compresh.wire.Headers;
import dev.compresh.wire.ModelName;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.StreamOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the provider's request: body, path, headers, and the headers of the client's answer. */
final class ForwardStage {
  /** What has to be changed in the body whatever compression does: model, usage of a stream. */
  List<Edit> edits(Choice choice, Prompt prompt) {
    List<Edit> edits = new ArrayList<>(2);
    ModelName.rewrite(prompt, choice.upstream()).ifPresent(edits::add);
    usage(choice, prompt).ifPresent(edits::add);
    return edits;
  }

  Forward build(
      RequestHead head,
      Caller caller,
      Body body,
      Choice choice,
      Compressed compressed,
      Settlement settlement) {
    Prompt prompt = body.prompt();
    Provider provider = choice.provider();
    boolean decoded = body.coded() && compressed.changed();
    boolean usage = asksForUsage(choice, prompt);
    Headers headers = OutgoingHeaders.of(provider, choice.api(), head.headers(), decoded, usage);
    Origin origin = provider.origin();
    return new Forward(
        new Target(provider.name(), origin.tls(), origin.host(), origin.port(), provider.trusted()),
        head.method(),
        provider.path(choice.api(), head.query()),
        headers,
        compressed.changed() ? compressed.body() : body.sent(),
        answerHeaders(caller, choice, compressed),
        choice.endpoint().dialect(),
        streamed(choice, prompt),
        usage,
        limits(provider.timeLimits()),
        settlement);
  }

  static boolean streamed(Choice choice, Prompt prompt) {
    return choice.endpoint().compresses() && prompt.envelope().stream();
  }

  private static boolean asksForUsage(Choice choice, Prompt prompt) {
    return usage(choice, prompt).isPresent();
  }

  /**
   * The edit that asks for a stream's usage. Mode {@code off} promises the client's own bytes, so
   * there the answer's text has to do for an estimate where the client did not ask itself.
   */
  private static Optional<Edit> usage(Choice choice, Prompt prompt) {
    return choice.endpoint() == Endpoint.CHAT
            && choice.mode() != Mode.OFF
            && choice.provider().streamUsage()
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
