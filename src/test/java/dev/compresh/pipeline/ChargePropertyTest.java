package dev.compresh.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.ApiKey;
import dev.compresh.await.Changes;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.OrgBilling;
import dev.compresh.budget.BillingPlan;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.SpendReports;
import dev.compresh.budget.TopUps;
import dev.compresh.pipeline.Delivery.Ending;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.ResponseTap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever a provider reports, however a request ends and whoever pays: what is charged is the true
 * cost where that can be believed and at most what was held where it can't, never negative, once;
 * and ledger, usage, spend and balance agree.
 */
class ChargePropertyTest {
  private static final int REQUESTS = 8;
  private static final int MOST_OUTPUT = 500;
  private static final String TEXT = "Four of them, and one more.";

  /** Figures as they may be reported: the first ones can be, the others can't. */
  private static final String[] FIGURES = {
    "1",
    "7",
    "40",
    "1e1",
    "2.0",
    "12.4",
    "\"9\"",
    "300",
    "499",
    "0",
    "-1",
    "-1e9",
    "1e9",
    "1e20",
    "9223372036854775807",
    "99999999999999999999999",
    "1e999",
    "null",
    "[5]",
    "{\"prompt_tokens\":5}",
    "true",
    "\"many\""
  };

  private static final int BELIEVABLE = 9;
  private static final List<Ending> ENDINGS = List.of(Ending.values());

  @Property(tries = 20, seed = "1")
  void chargesAreBounded_andAllBooksAgree(@ForAll long seed) throws Exception {
    Path folder = Files.createTempDirectory("charges");
    try (Fixture fixture = Fixture.in(folder)) {
      check(new Random(seed), fixture);
    } finally {
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(ChargePropertyTest::delete);
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

  private static void check(Random random, Fixture fixture) {
    ApiKey key = fixture.keys.list(null).getFirst();
    boolean shares = random.nextInt(4) == 0;
    if (shares) {
      fixture.database.commit(
          handle -> {
            CapTable.set(handle, new OrgBilling(key.orgId(), BillingPlan.SAVINGS_SHARE, 3_000, false));
            return true;
          });
    }
    if (random.nextBoolean()) {
      new TopUps(fixture.database, InstantSource.system()).add(key.orgId(), 9_000_000, "t", "");
    }
    Changes.seenBy(fixture.database);
    long least = 0;
    long most = 0;
    for (int i = 0; i < REQUESTS; i++) {
      long[] bounds = serve(random, fixture, i);
      least += bounds[0];
      most += bounds[1];
    }
    fixture.flush();
    long cost = one(fixture, "SELECT SUM(cost_micros) FROM usage_event");
    assertThat(cost).isBetween(least, most);
    assertThat(one(fixture, "SELECT COUNT(*) FROM usage_event")).isEqualTo(REQUESTS);
    assertThat(one(fixture, "SELECT MIN(cost_micros) FROM usage_event")).isNotNegative();
    assertThat(one(fixture, "SELECT MIN(charge_micros) FROM usage_event")).isNotNegative();
    assertThat(one(fixture, "SELECT MIN(input_tokens) FROM usage_event")).isNotNegative();
    assertThat(one(fixture, "SELECT MIN(output_tokens) FROM usage_event")).isNotNegative();
    booksAgree(fixture, key, cost, shares);
  }

  /** Sends a request and ends it somehow; the least and the most that it may cost. */
  private static long[] serve(Random random, Fixture fixture, int number) {
    int asked = 1 + random.nextInt(MOST_OUTPUT);
    boolean thinks = random.nextInt(3) == 0;
    boolean streamed = random.nextBoolean();
    String body =
        "{\"model\":\"%s\",\"max_tokens\":%d,\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(thinks ? "o3-mini" : "gpt-4o", asked, streamed, "word ".repeat(number + 5));
    Forward forward = fixture.forwarded(Fixture.CHAT, body);
    int prompt = random.nextInt(FIGURES.length);
    int answer = random.nextInt(FIGURES.length);
    String usage =
        "{\"prompt_tokens\":" + FIGURES[prompt] + ",\"completion_tokens\":" + FIGURES[answer] + "}";
    Ending ending = ENDINGS.get(random.nextInt(ENDINGS.size()));
    int status = random.nextInt(5) == 0 ? 500 : 200;
    int part = random.nextInt(4);
    ResponseTap tap = read(streamed, usage, part);
    long sent = Long.parseLong(Fixture.added(forward, "x-compresh-optimized-tokens"));
    forward.settlement().settle(new Delivery(ending, status, tap.reading(), 9, 1, 2, 0, 1));
    if (status == 500) {
      return new long[] {0, 0};
    }
    // At 2.5 and 10 USD a million, or 1.1 and 4.4: what is held, and what is reported.
    double perInput = thinks ? 1.1 : 2.5;
    double perOutput = thinks ? 4.4 : 10;
    boolean told = part == 3;
    double input = told && prompt < BELIEVABLE ? figure(prompt) : sent;
    double most = told && answer < BELIEVABLE ? figure(answer) : asked;
    double least = told && answer < BELIEVABLE ? figure(answer) : 0;
    return new long[] {
      Math.round(input * perInput + least * perOutput),
      Math.round(input * perInput + most * perOutput)
    };
  }

  private static double figure(int index) {
    return Math.round(Double.parseDouble(FIGURES[index].replace("\"", "")));
  }

  /** An answer read up to a part of it: nothing, some text, all of the text, the usage too. */
  private static ResponseTap read(boolean streamed, String usage, int part) {
    String[] parts =
        streamed
            ? new String[] {
              "data: {\"choices\":[{\"delta\":{\"content\":\"" + TEXT + "\"}}]}\n\n",
              "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
              "data: {\"choices\":[],\"usage\":" + usage + "}\n\ndata: [DONE]\n\n"
            }
            : new String[] {
              "{\"choices\":[{\"message\":{\"content\":\"" + TEXT + "\"",
              "},\"finish_reason\":\"stop\"}]",
              ",\"usage\":" + usage + "}"
            };
    String type = streamed ? "text/event-stream" : "application/json";
    ResponseTap tap = new ResponseTap(Dialect.CHAT, streamed, false, type, null);
    for (int i = 0; i < part; i++) {
      byte[] bytes = parts[i].getBytes(UTF_8);
      tap.accept(bytes, 0, bytes.length, (b, from, length) -> {});
    }
    tap.end((b, from, length) -> {});
    return tap;
  }

  private static long one(Fixture fixture, String sql) {
    return fixture.database.read(
        handle -> handle.select(sql).map((row, _) -> row.getLong(1)).one());
  }

  private static void booksAgree(Fixture fixture, ApiKey key, long cost, boolean shares) {
    long charge = one(fixture, "SELECT SUM(charge_micros) FROM usage_event");
    assertThat(charge).isEqualTo(shares ? 0 : cost);
    assertThat(one(fixture, "SELECT COALESCE(SUM(micros), 0) FROM ledger_entry")).isZero();
    assertThat(
            one(
                fixture,
                "SELECT COUNT(*) FROM (SELECT posting FROM ledger_entry GROUP BY posting"
                    + " HAVING SUM(micros) <> 0 OR COUNT(*) <> 2) AS odd"))
        .isZero();
    assertThat(
            -one(
                fixture,
                "SELECT COALESCE(SUM(micros), 0) FROM ledger_entry WHERE kind = 'USAGE' AND"
                    + " account LIKE 'org:%'"))
        .isEqualTo(charge);
    assertThat(
            one(
                fixture,
                "SELECT COUNT(*) FROM balance b WHERE b.micros <> (SELECT SUM(l.micros) FROM"
                    + " ledger_entry l WHERE l.account = b.account)"))
        .isZero();
    SpendReports reports = new SpendReports(fixture.database);
    assertThat(reports.total(BudgetScope.ORG, key.orgId()).cost()).isEqualTo(cost);
    assertThat(reports.total(BudgetScope.KEY, key.id()).cost()).isEqualTo(cost);
  }
}
