package dev.compresh.replay;

import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TimeLimit;
import dev.compresh.dialect.ContentDigest;
import dev.compresh.dialect.KnownPrompts;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.json.ByteSpan;
import dev.compresh.replay.PrefixCache.PrefixEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends every request of transcripts through several modes at once: each is read and counted once,
 * and what would be forwarded is worked out from the plan alone.
 */
public final class ModeComparison {
  private static final long MEMORY = 32L << 20;
  private static final String TENANT = "";

  private final Compressor compressor;
  private final PromptTokens tokens;
  private final KnownPrompts known = new KnownPrompts(MEMORY);
  private final List<ModeTally> tallies;

  /** Counts what of a prompt the cache sees, by its parts. */
  private record CountedPrompt(PrefixEntry head, List<PrefixEntry> messages) {
    List<PrefixEntry> all() {
      List<PrefixEntry> all = new ArrayList<>(messages.size() + 1);
      all.add(head);
      all.addAll(messages);
      return all;
    }
  }

  public ModeComparison(
      Compressor compressor, PromptTokens tokens, List<CompressionPolicy> policies) {
    this.compressor = compressor;
    this.tokens = tokens;
    this.tallies = policies.stream().map(ModeTally::new).toList();
  }

  public List<ModeTally> tallies() {
    return tallies;
  }

  /**
   * Replays {@code transcript}.
   *
   * @param price of fresh input, in micro-USD per million tokens
   * @param goesOn asked after each request; false ends the replay
   * @return the last request, with all that was cut before it; null where there is none
   */
  public @Nullable Prompt run(Transcript transcript, long price, BooleanSupplier goesOn) {
    PrefixCache rawCache = new PrefixCache();
    List<PrefixCache> caches = tallies.stream().map(_ -> new PrefixCache()).toList();
    GrowingBody growing = new GrowingBody(transcript);
    Prompt last = null;
    int place = 0;
    for (int length : transcript.requests()) {
      byte[] body = growing.grow(length);
      if (known.read(TENANT, transcript.dialect(), body) instanceof Prompt prompt) {
        place++;
        last = prompt;
        CountedPrompt raw = count(prompt);
        ModeTally.CachedPrompt sent = cached(rawCache, raw.all());
        for (int i = 0; i < tallies.size(); i++) {
          add(tallies.get(i), caches.get(i), prompt, raw, sent, place, price);
        }
      }
      if (!goesOn.getAsBoolean()) {
        return last;
      }
    }
    return last;
  }

  private void add(
      ModeTally tally,
      PrefixCache cache,
      Prompt prompt,
      CountedPrompt raw,
      ModeTally.CachedPrompt sent,
      int place,
      long price) {
    if (tally.policy().mode().isRaw()) {
      tally.add(place, sent, sent, price);
      return;
    }
    CompressionPlan plan = compressor.plan(prompt, tally.policy(), TimeLimit.PATIENT);
    for (PlannedChange change : plan.changes()) {
      tally.save(change.layer(), (long) change.tokensBefore() - change.tokensAfter());
    }
    tally.add(place, sent, cached(cache, forwarded(raw, plan)), price);
  }

  private static ModeTally.CachedPrompt cached(PrefixCache cache, List<PrefixEntry> entries) {
    long total = entries.stream().mapToLong(PrefixEntry::tokens).sum();
    return new ModeTally.CachedPrompt(total, cache.read(entries));
  }

  private CountedPrompt count(Prompt prompt) {
    List<PrefixEntry> messages = new ArrayList<>(prompt.messages().size());
    long sum = 0;
    for (Message message : prompt.messages()) {
      long count = tokens.count(prompt, message);
      sum += count;
      messages.add(new PrefixEntry(message.digest(), count));
    }
    long fixed = 0;
    for (ByteSpan byteSpan : prompt.envelope().fixed()) {
      fixed += byteSpan.length();
    }
    long head = Math.max(0, tokens.count(prompt) - sum);
    return new CountedPrompt(new PrefixEntry(new ContentDigest(fixed, 0), head), messages);
  }

  /** The entries as they are once {@code plan} is applied. */
  private static List<PrefixEntry> forwarded(CountedPrompt raw, CompressionPlan plan) {
    Map<Integer, PrefixEntry> changed = new HashMap<>();
    List<PrefixEntry> entries = raw.all();
    for (PlannedChange change : plan.changes()) {
      PrefixEntry before =
          changed.getOrDefault(change.message(), raw.messages().get(change.message()));
      changed.put(change.message(), applied(before, change));
    }
    changed.forEach((index, entry) -> entries.set(index + 1, entry));
    return entries;
  }

  private static PrefixEntry applied(PrefixEntry before, PlannedChange change) {
    ContentDigest identity = before.identity();
    String text =
        switch (change) {
          case PlannedChange.TextRewrite rewrite -> rewrite.text();
          case PlannedChange.TextPrepend prepend -> "+" + prepend.text();
          case PlannedChange.MessageDrop _ -> "-";
          case PlannedChange.WithoutReasoning _ -> "~";
        };
    long after = before.tokens() + change.tokensAfter() - change.tokensBefore();
    return new PrefixEntry(
        new ContentDigest(identity.high() * 31 + text.hashCode(), identity.low() + text.length()),
        change instanceof PlannedChange.MessageDrop ? 0 : Math.max(0, after));
  }
}
