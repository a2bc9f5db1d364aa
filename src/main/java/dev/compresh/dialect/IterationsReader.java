package dev.compresh.dialect;

import dev.compresh.dialect.UsageExtras.ModelUsage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sums Anthropic's {@code usage.iterations}: what the usage object itself leaves out is listed
 * there (compaction, an advisor, a fallback). Entries that name a model of their own are kept apart
 * by model. Where a stream lists them more than once, the larger list counts. Constant memory.
 */
final class IterationsReader {
  private static final int MOST_MODELS = 8;
  private static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0);

  private Usage own = NOTHING;
  private Map<String, Usage> others = Map.of();
  private int entries;

  // of the list being read
  private Usage listedOwn = NOTHING;
  private Map<String, Usage> listedOthers = new LinkedHashMap<>();
  private int listedEntries;
  private @Nullable UsageFigures entry;
  private String model = "";

  /** A list begins. */
  void openList() {
    listedOwn = NOTHING;
    listedOthers = new LinkedHashMap<>();
    listedEntries = 0;
  }

  /** An entry of the list begins. */
  void openEntry() {
    entry = new UsageFigures(Dialect.MESSAGES);
    model = "";
  }

  /** The figures of the entry being read, null between entries. */
  @Nullable UsageFigures entry() {
    return entry;
  }

  /** The entry being read names its model. */
  void named(String name) {
    model = name;
  }

  /** The entry being read ends. */
  void closeEntry() {
    Usage usage = entry == null ? null : entry.usage(0);
    entry = null;
    if (usage == null) {
      return;
    }
    listedEntries++;
    if (model.isEmpty()
        || (listedOthers.size() == MOST_MODELS && !listedOthers.containsKey(model))) {
      listedOwn = sum(listedOwn, usage);
    } else {
      listedOthers.merge(model, usage, IterationsReader::sum);
    }
  }

  /** The list ends. */
  void closeList() {
    if (tokens(listedOwn, listedOthers) >= tokens(own, others)) {
      own = listedOwn;
      others = Map.copyOf(listedOthers);
      entries = listedEntries;
    }
  }

  /** Returns how many entries the list has. */
  int entries() {
    return entries;
  }

  /** {@code usage} as the usage object has it, with what the list has beyond it. */
  Usage merge(Usage usage) {
    if (tokens(own, others) < usage.prompt() + usage.output() || tokens(own, others) == 0) {
      return usage;
    }
    List<ModelUsage> models =
        others.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(other -> new ModelUsage(other.getKey(), other.getValue()))
            .toList();
    return new Usage(
            own.input(),
            own.cacheRead(),
            own.cacheWrite5m(),
            own.cacheWrite1h(),
            own.output(),
            Math.max(own.reasoning(), Math.min(usage.reasoning(), own.output())),
            usage.audioInput(),
            usage.audioOutput(),
            usage.seconds())
        .withExtras(own.extras().withOtherModels(models));
  }

  private static long tokens(Usage own, Map<String, Usage> others) {
    long tokens = own.prompt() + own.output();
    for (Usage other : others.values()) {
      tokens += other.prompt() + other.output();
    }
    return tokens;
  }

  private static Usage sum(Usage one, Usage two) {
    return new Usage(
            bounded(one.input() + two.input()),
            bounded(one.cacheRead() + two.cacheRead()),
            bounded(one.cacheWrite5m() + two.cacheWrite5m()),
            bounded(one.cacheWrite1h() + two.cacheWrite1h()),
            bounded(one.output() + two.output()),
            bounded(one.reasoning() + two.reasoning()))
        .withExtras(
            UsageExtras.NONE.withCacheWrites(
                bounded(one.extras().cacheWrite30m() + two.extras().cacheWrite30m()),
                bounded(one.extras().cacheWrite12h() + two.extras().cacheWrite12h())));
  }

  private static long bounded(long tokens) {
    return Math.min(tokens, UsageFigures.MOST);
  }
}
