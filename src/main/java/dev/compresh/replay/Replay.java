package dev.compresh.replay;

import dev.compresh.compress.PlannedChange;
import dev.compresh.compress.Compressor;
import dev.compresh.compress.Layer;
import dev.compresh.compress.CompressionPlan;
import dev.compresh.compress.CompressionPolicy;
import dev.compresh.compress.PromptTokens;
import dev.compresh.compress.TimeLimit;
import dev.compresh.wire.Digest;
import dev.compresh.wire.Message;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.PromptReader;
import dev.compresh.wire.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends every request of a transcript through the compressor, as its client sent them, and tells
 * what each would have come to.
 */
public final class Replay {
  private final Compressor compressor;
  private final PromptTokens tokens;
  private final CompressionPolicy compressionPolicy;

  public Replay(Compressor compressor, PromptTokens tokens, CompressionPolicy compressionPolicy) {
    this.compressor = compressor;
    this.tokens = tokens;
    this.compressionPolicy = compressionPolicy;
  }

  /** Replays {@code transcript}; {@code done} is called after each request. */
  public Tally run(Transcript transcript, Consumer<Integer> done) {
    PrefixCache rawCache = new PrefixCache();
    PrefixCache cache = new PrefixCache();
    List<Step> steps = new ArrayList<>();
    for (int length : transcript.requests()) {
      long start = System.nanoTime();
      if (PromptReader.read(transcript.dialect(), transcript.body(length)) instanceof Prompt raw) {
        long planned = System.nanoTime();
        CompressionPlan compressionPlan = compressor.plan(raw, compressionPolicy, TimeLimit.PATIENT);
        byte[] body = compressionPlan.apply(raw);
        long nanos = System.nanoTime() - planned;
        if (PromptReader.read(transcript.dialect(), body) instanceof Prompt forwarded) {
          steps.add(
              new Step(
                  steps.size(),
                  compressionPlan.original(),
                  compressionPlan.forwarded(),
                  byLayer(compressionPlan),
                  rawCache.charge(entries(raw)),
                  cache.charge(entries(forwarded)),
                  nanos + (planned - start)));
        }
      }
      done.accept(length);
    }
    return Tally.of(transcript.id(), steps);
  }

  private static Map<Layer, Long> byLayer(CompressionPlan compressionPlan) {
    Map<Layer, Long> saved = new EnumMap<>(Layer.class);
    for (PlannedChange plannedChange : compressionPlan.changes()) {
      saved.merge(plannedChange.layer(), (long) plannedChange.tokensBefore() - plannedChange.tokensAfter(), Long::sum);
    }
    return saved;
  }

  /** System text and tools as the first entry, then a message each. */
  private List<PrefixCache.Entry> entries(Prompt prompt) {
    List<PrefixCache.Entry> entries = new ArrayList<>();
    long all = tokens.count(prompt);
    long messages = 0;
    for (Message message : prompt.messages()) {
      long count = tokens.count(prompt, message);
      messages += count;
      entries.add(new PrefixCache.Entry(message.digest(), count));
    }
    long fixed = 0;
    for (Span span : prompt.envelope().fixed()) {
      fixed += span.length();
    }
    entries.addFirst(new PrefixCache.Entry(new Digest(fixed, 0), all - messages));
    return entries;
  }
}
