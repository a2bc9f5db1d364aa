package dev.compresh.replay;

import dev.compresh.compress.Change;
import dev.compresh.compress.Compressor;
import dev.compresh.compress.Layer;
import dev.compresh.compress.Plan;
import dev.compresh.compress.Policy;
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
  private final Policy policy;

  public Replay(Compressor compressor, PromptTokens tokens, Policy policy) {
    this.compressor = compressor;
    this.tokens = tokens;
    this.policy = policy;
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
        Plan plan = compressor.plan(raw, policy, TimeLimit.PATIENT);
        byte[] body = plan.apply(raw);
        long nanos = System.nanoTime() - planned;
        if (PromptReader.read(transcript.dialect(), body) instanceof Prompt forwarded) {
          steps.add(
              new Step(
                  steps.size(),
                  plan.original(),
                  plan.forwarded(),
                  byLayer(plan),
                  rawCache.charge(entries(raw)),
                  cache.charge(entries(forwarded)),
                  nanos + (planned - start)));
        }
      }
      done.accept(length);
    }
    return Tally.of(transcript.id(), steps);
  }

  private static Map<Layer, Long> byLayer(Plan plan) {
    Map<Layer, Long> saved = new EnumMap<>(Layer.class);
    for (Change change : plan.changes()) {
      saved.merge(change.layer(), (long) change.before() - change.after(), Long::sum);
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
