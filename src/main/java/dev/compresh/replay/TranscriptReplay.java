package dev.compresh.replay;

import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TimeLimit;
import dev.compresh.dialect.ContentDigest;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.json.ByteSpan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends every request of a transcript through the compressor, as its client sent them, and tells
 * what each would have come to.
 */
public final class TranscriptReplay {
  private final Compressor compressor;
  private final PromptTokens tokens;
  private final CompressionPolicy compressionPolicy;

  public TranscriptReplay(
      Compressor compressor, PromptTokens tokens, CompressionPolicy compressionPolicy) {
    this.compressor = compressor;
    this.tokens = tokens;
    this.compressionPolicy = compressionPolicy;
  }

  /** Replays {@code transcript}; {@code done} is called after each request. */
  public ReplayTally run(Transcript transcript, Consumer<Integer> done) {
    PrefixCache rawCache = new PrefixCache();
    PrefixCache cache = new PrefixCache();
    List<ReplayStep> steps = new ArrayList<>();
    for (int length : transcript.requests()) {
      long start = System.nanoTime();
      if (PromptReader.read(transcript.dialect(), transcript.body(length)) instanceof Prompt raw) {
        long planned = System.nanoTime();
        CompressionPlan compressionPlan =
            compressor.plan(raw, compressionPolicy, TimeLimit.PATIENT);
        byte[] body = compressionPlan.apply(raw);
        long nanos = System.nanoTime() - planned;
        if (PromptReader.read(transcript.dialect(), body) instanceof Prompt forwarded) {
          steps.add(
              new ReplayStep(
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
    return ReplayTally.of(transcript.id(), steps);
  }

  private static Map<Layer, Long> byLayer(CompressionPlan compressionPlan) {
    Map<Layer, Long> saved = new EnumMap<>(Layer.class);
    for (PlannedChange plannedChange : compressionPlan.changes()) {
      saved.merge(
          plannedChange.layer(),
          (long) plannedChange.tokensBefore() - plannedChange.tokensAfter(),
          Long::sum);
    }
    return saved;
  }

  /** System text and tools as the first entry, then a message each. */
  private List<PrefixCache.PrefixEntry> entries(Prompt prompt) {
    List<PrefixCache.PrefixEntry> entries = new ArrayList<>();
    long all = tokens.count(prompt);
    long messages = 0;
    for (Message message : prompt.messages()) {
      long count = tokens.count(prompt, message);
      messages += count;
      entries.add(new PrefixCache.PrefixEntry(message.digest(), count));
    }
    long fixed = 0;
    for (ByteSpan byteSpan : prompt.envelope().fixed()) {
      fixed += byteSpan.length();
    }
    entries.addFirst(new PrefixCache.PrefixEntry(new ContentDigest(fixed, 0), all - messages));
    return entries;
  }
}
