package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Usage;
import dev.compresh.store.Database;
import dev.compresh.usage.RequestDetail.ContextPart;
import dev.compresh.usage.report.ContextReports;
import dev.compresh.usage.report.RollupFilter;
import dev.compresh.usage.report.RollupReports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random events: the roll-ups are the sums of the events, however they were written. */
class RollupPropertyTest {
  private static final Instant START = Instant.parse("2026-11-27T21:30:00Z");
  private static final Duration NEVER = Duration.ofHours(1);
  private static final List<String> LAYERS =
      List.of("tool_output", "dedup", "eviction", "chat_memory");

  private static UsageEvent event(Random random, int number) {
    String key = "key" + random.nextInt(4);
    int status = List.of(200, 200, 200, 404, 429, 500, 0).get(random.nextInt(7));
    Map<String, Long> saved = new HashMap<>();
    for (String layer : LAYERS) {
      if (random.nextInt(3) == 0) {
        saved.put(layer, (long) random.nextInt(300));
      }
    }
    long paid = random.nextInt(4) == 0 ? 0 : random.nextInt(100_000);
    long uncompressed = paid == 0 ? 0 : random.nextInt(150_000);
    boolean priced = random.nextBoolean();
    List<String> tags =
        random.nextInt(3) == 0
            ? List.of()
            : List.of("project=p" + random.nextInt(3), "team=t" + random.nextInt(2));
    return new UsageEvent(
        "e%05d".formatted(number),
        START.plusSeconds(random.nextInt(4 * 86_400)),
        new UsageEvent.EventCaller(
            "org" + random.nextInt(2), "user" + key.charAt(3) % 2, key, "s" + random.nextInt(9)),
        new UsageEvent.EventCall(
            "r" + number,
            "/v1/messages",
            "model" + random.nextInt(3),
            random.nextInt(5) == 0 ? "" : "provider" + random.nextInt(2),
            "m",
            random.nextBoolean(),
            List.of("off", "balanced", "max").get(random.nextInt(3))),
        new UsageEvent.EventPrompt(random.nextInt(90_000), random.nextInt(60_000), false, saved),
        new UsageEvent.EventAnswer(
            status,
            List.of("COMPLETE", "CUT_OFF", "CLIENT_LEFT").get(random.nextInt(3)),
            random.nextBoolean()
                ? new Usage(random.nextInt(900), random.nextInt(9_000), 5, 7, 30, 9)
                : null,
            random.nextInt(50)),
        new UsageEvent.EventTiming(
            random.nextInt(900_000), random.nextInt(4) == 0 ? -1 : random.nextInt(9_000_000), 5),
        new InputAccounting(
            uncompressed,
            paid,
            priced,
            priced ? uncompressed / 30 : 0,
            priced ? paid / 30 : 0,
            random.nextInt(5) == 0,
            random.nextInt(6) == 0),
        new UsageEvent.EventBill(random.nextInt(5_000), random.nextInt(3_000)),
        new RequestDetail(
            random.nextInt(120),
            tags,
            List.of(
                new ContextPart("system", "", random.nextInt(500)),
                new ContextPart("tool_result", "tool" + random.nextInt(3), random.nextInt(900))),
            null,
            null,
            1));
  }

  private static List<UsageEvent> events(Random random, int from, int count) {
    List<UsageEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(event(random, from + i));
    }
    return events;
  }

  private static void write(Database database, List<UsageEvent> events) {
    UsageLog log = new UsageLog(database, 100_000, NEVER);
    events.forEach(log::append);
    log.close();
  }

  /** Takes what was written back to what a store of an earlier version holds. */
  private static void forgetRollups(Database database) {
    database.commit(
        handle -> {
          for (String table :
              List.of("usage_hour", "usage_day", "usage_series", "usage_name", "usage_context")) {
            handle.execute("DELETE FROM " + table);
          }
          return handle.execute("UPDATE usage_event SET rolled = 0");
        });
  }

  @Property(tries = 12, seed = "1")
  void rollups_areTheSumsOfTheEvents(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count) throws Exception {
    inStore(
        database -> {
          List<UsageEvent> events = events(new Random(seed), 0, count);
          write(database, events);
          // Events that come twice count once.
          write(database, events.subList(0, count / 2));
          check(database, events, new Random(seed));
        });
  }

  @Property(tries = 5, seed = "2")
  void filling_endsWithTheSameSums_alsoWhereItWasKilledAndEventsCameInBetween(
      @ForAll long seed, @ForAll @IntRange(min = 400, max = 1_600) int count) throws Exception {
    inStore(
        database -> {
          Random random = new Random(seed);
          List<UsageEvent> events = new ArrayList<>(events(random, 0, count));
          write(database, events);
          forgetRollups(database);
          int number = count;
          RollupBackfill filling = new RollupBackfill(database, NEVER);
          boolean finished = false;
          while (!finished) {
            // New events lie before, behind and among those that are being added.
            List<UsageEvent> more = events(random, number, random.nextInt(200));
            number += more.size();
            write(database, more);
            events.addAll(more);
            finished = filling.step();
            if (random.nextInt(3) == 0) {
              filling.close();
              filling = new RollupBackfill(database, NEVER);
            }
          }
          filling.close();
          boolean told = database.read(RollupBackfill::isFinished);
          assertThat(told).isTrue();
          check(database, events, random);
        });
  }

  private static void check(Database database, List<UsageEvent> events, Random random) {
    RollupReports reports = new RollupReports(database);
    for (int i = 0; i < 30; i++) {
      check(database, reports, events, random);
    }
  }

  private static void check(
      Database database, RollupReports reports, List<UsageEvent> events, Random random) {
    long from = RollupTime.hour(START) + random.nextInt(80);
    long to = from + random.nextInt(90);
    Map<RollupAxis, String> values = new HashMap<>();
    UsageEvent like = events.get(random.nextInt(events.size()));
    for (RollupAxis dimension : RollupAxis.values()) {
      List<String> own = of(dimension, like);
      if (random.nextInt(4) == 0 && !own.isEmpty()) {
        values.put(dimension, own.getFirst());
      }
    }
    UsageEvent other = events.get(random.nextInt(events.size()));
    String user = random.nextInt(3) == 0 ? other.caller().userId() : null;
    RollupAxis by = List.of(RollupAxis.values()).get(random.nextInt(9));
    RollupFilter filter =
        new RollupFilter(like.caller().orgId(), user, values, from, to)
            .rounded(RollupAxis.STATUS)
            .rounded(by);
    List<UsageEvent> some = events.stream().filter(fits(filter)).toList();
    RollupReports.RollupTotal rollupTotal = reports.total(filter);
    UsageSums expected = new UsageSums();
    LayerSlots layers = database.read(LayerSlots::of);
    some.forEach(event -> expected.add(event, layers));
    assertSame(rollupTotal.sums(), expected);
    assertThat(rollupTotal.sums().overhead()).isEqualTo(expected.overhead());
    assertThat(rollupTotal.sums().firstByte()).isEqualTo(expected.firstByte());
    assertThat(rollupTotal.savedByLayer()).isEqualTo(layers.named(expected));

    Map<String, UsageSums> groups = new HashMap<>();
    for (UsageEvent event : some) {
      for (String label : of(by, event)) {
        boolean fits = by != RollupAxis.TAG || !values.containsKey(by);
        if (fits || label.equals(values.get(by))) {
          groups.computeIfAbsent(label, _ -> new UsageSums()).add(event, layers);
        }
      }
    }
    Map<String, UsageSums> found = reports.groups(filter, by);
    assertThat(found.keySet()).isEqualTo(groups.keySet());
    found.forEach((label, sums) -> assertSame(sums, groups.getOrDefault(label, new UsageSums())));
    context(database, filter, events);
  }

  private static void context(Database database, RollupFilter filter, List<UsageEvent> events) {
    long first = RollupTime.day(filter.from());
    long last = RollupTime.day(filter.to().minusMillis(1));
    RollupFilter whole =
        new RollupFilter(filter.orgId(), null, Map.of(), filter.fromHour(), filter.toHour());
    long expected =
        events.stream()
            .filter(event -> event.caller().orgId().equals(filter.orgId()))
            .filter(
                event ->
                    RollupTime.day(event.time()) >= first && RollupTime.day(event.time()) <= last)
            .flatMap(event -> event.detail().context().stream())
            .mapToLong(ContextPart::tokens)
            .sum();
    ContextReports reports = new ContextReports(database);
    assertThat(
            reports.compose(whole, null, 10).stream()
                .mapToLong(ContextReports.ContextComposition::tokens)
                .sum())
        .isEqualTo(expected);
    assertThat(
            reports.compose(whole, RollupAxis.USER, 10).stream()
                .flatMap(one -> one.parts().stream())
                .mapToLong(ContextReports.ReportedPart::tokens)
                .sum())
        .isEqualTo(expected);
  }

  private static void assertSame(UsageSums found, UsageSums expected) {
    for (UsageMeasure measure : UsageMeasure.values()) {
      assertThat(found.get(measure)).as(measure.name()).isEqualTo(expected.get(measure));
    }
  }

  private static Predicate<UsageEvent> fits(RollupFilter filter) {
    return event ->
        event.caller().orgId().equals(filter.orgId())
            && (filter.userId() == null || filter.userId().equals(event.caller().userId()))
            && RollupTime.hour(event.time()) >= filter.fromHour()
            && RollupTime.hour(event.time()) < filter.toHour()
            && filter.values().entrySet().stream()
                .allMatch(value -> of(value.getKey(), event).contains(value.getValue()));
  }

  /** The values that an event has; distinguished from the program's own code on purpose. */
  private static List<String> of(RollupAxis dimension, UsageEvent event) {
    Function<UsageEvent, String> one =
        switch (dimension) {
          case USER -> e -> e.caller().userId();
          case KEY -> e -> e.caller().keyId();
          case MODEL -> e -> e.call().model();
          case PROVIDER -> e -> e.call().provider();
          case MODE -> e -> e.call().mode();
          case HELD_OUT -> e -> e.accounting().heldOut() ? "1" : "0";
          case STATUS -> e -> status(e.answer());
          case DEPTH -> e -> Integer.toString(depth(e.detail().turn()));
          case TAG -> _ -> "";
        };
    return dimension == RollupAxis.TAG ? event.detail().tags() : List.of(one.apply(event));
  }

  private static String status(UsageEvent.EventAnswer eventAnswer) {
    if (eventAnswer.status() >= 400) {
      return eventAnswer.status() >= 500 ? "server_error" : "client_error";
    }
    return eventAnswer.status() > 0 && eventAnswer.ending().equals("COMPLETE")
        ? "success"
        : "broken";
  }

  private static int depth(int turn) {
    return turn > 100
        ? 101
        : turn > 50 ? 51 : turn > 20 ? 21 : turn > 10 ? 11 : turn > 5 ? 6 : Math.min(turn, 2);
  }

  @FunctionalInterface
  private interface Check {
    void of(Database database) throws Exception;
  }

  private static void inStore(Check check) throws Exception {
    Path folder = Files.createTempDirectory("rollups");
    try (Database database = Database.open(folder)) {
      check.of(database);
    } finally {
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(RollupPropertyTest::delete);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
