package dev.compresh.usage;

import dev.compresh.dialect.Usage;
import dev.compresh.store.Database;
import dev.compresh.usage.RequestDetail.ChargedPrices;
import dev.compresh.usage.RequestDetail.ContextPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes usage of a busy company: 500 keys of 120 users, 12 models (three a key), 20 requests a
 * session.
 */
public final class SeededUsage {
  public static final String ORG = "org_bench";
  public static final int KEYS = 500;
  private static final int USERS = 120;
  private static final int MODELS = 12;
  private static final int TURNS = 20;
  private static final ChargedPrices PRICES =
      new ChargedPrices(3_000_000, 300_000, 3_750_000, 6_000_000, 15_000_000);

  private final SeededNames names;
  private final Random random = new Random(1);
  private final EventIds ids = new EventIds();
  private long number;

  /**
   * Whose usage it is.
   *
   * @param users one for each key
   * @param providers one for each model
   */
  public record SeededNames(
      String org,
      List<String> keys,
      List<String> users,
      List<String> models,
      List<String> providers) {}

  public SeededUsage() {
    this(
        new SeededNames(
            ORG,
            named("key%06d", KEYS, KEYS),
            named("usr%d", KEYS, USERS),
            named("model-%d", MODELS, MODELS),
            named("provider%d", MODELS, 4)));
  }

  public SeededUsage(SeededNames names) {
    this.names = names;
  }

  private static List<String> named(String format, int count, int different) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.format(Locale.ROOT, format, i % different))
        .toList();
  }

  /**
   * Writes {@code count} events that lie evenly between two instants, {@code atOnce} in a group.
   */
  public void write(Database database, long count, int atOnce, Instant from, Instant to) {
    double step = (double) (to.toEpochMilli() - from.toEpochMilli()) / count;
    List<UsageEvent> group = new ArrayList<>(atOnce);
    for (long i = 0; i < count; i++) {
      group.add(event(from.plusMillis((long) (i * step))));
      if (group.size() == atOnce || i == count - 1) {
        List<UsageEvent> events = List.copyOf(group);
        database.commit(handle -> UsageTable.insert(handle, events).size());
        group.clear();
      }
    }
  }

  private UsageEvent event(Instant time) {
    number++;
    // Few keys make most of the traffic, as everywhere.
    int key = (int) (names.keys().size() * Math.pow(random.nextDouble(), 2.5));
    long session = number / (TURNS * 200) * 1_000 + key;
    int turn = 1 + random.nextInt(random.nextInt(TURNS * 3) + 1);
    long original = 800L + turn * (500L + random.nextInt(2_500));
    long forwarded = original - original * random.nextInt(60) / 100;
    long read = turn == 1 ? 0 : forwarded * 8 / 10;
    int status = random.nextInt(50) == 0 ? List.of(400, 429, 500, 503).get(random.nextInt(4)) : 200;
    Usage usage =
        status == 200
            ? new Usage(forwarded - read, read, 200, 0, 50 + random.nextInt(900), 20)
            : new Usage(0, 0, 0, 0, 0, 0);
    long paid = usage.input() * 100 + read * 10 + 200 * 125;
    long uncompressed = status == 200 ? paid + (original - forwarded) * 14 : 0;
    // A key uses three models, the first one most.
    int model = (key * 5 + (int) (3 * Math.pow(random.nextDouble(), 3))) % names.models().size();
    String name = names.models().get(model);
    return new UsageEvent(
        ids.next(time),
        time,
        new UsageEvent.EventCaller(
            names.org(), names.users().get(key), names.keys().get(key), "s" + session),
        new UsageEvent.EventCall(
            "req_" + number,
            "/v1/messages",
            name,
            names.providers().get(model),
            name + "-2026",
            true,
            key % 20 == 0 ? "off" : "balanced"),
        new UsageEvent.EventPrompt(
            original,
            forwarded,
            false,
            original == forwarded
                ? Map.of()
                : Map.of(
                    "tool_output",
                    (original - forwarded) / 2,
                    "dedup",
                    (original - forwarded) / 2)),
        new UsageEvent.EventAnswer(status, "COMPLETE", usage, 0),
        new UsageEvent.EventTiming(
            400 + random.nextInt(4_000), 200_000 + random.nextInt(2_000_000), 3_000_000),
        new InputAccounting(
            uncompressed,
            status == 200 ? paid : 0,
            true,
            uncompressed * 3 / 100,
            status == 200 ? paid * 3 / 100 : 0,
            random.nextInt(100) == 0,
            session % 20 == 0),
        new UsageEvent.EventBill(paid * 3 / 100 + 500, 0),
        new RequestDetail(turn, tags(key), context(original), PRICES, null, 1));
  }

  private List<String> tags(int key) {
    return key % 3 == 0 ? List.of("project=p" + key % 25, "ticket=" + number / 2_000) : List.of();
  }

  private List<ContextPart> context(long original) {
    long part = original / 6;
    return List.of(
        new ContextPart("system", "", part),
        new ContextPart("tools", "", part),
        new ContextPart("tool_result", "Read", part),
        new ContextPart("tool_result", "tool" + random.nextInt(12), part),
        new ContextPart("user", "", part),
        new ContextPart("assistant", "", original - 5 * part));
  }
}
